/** The marks of the services that an incident is about. */
import type { ServiceId } from '@/utils/model';
import { ServiceMark } from '../ServiceMark';

interface Props {
  of: readonly { service: ServiceId }[];
  nameOf: (id: ServiceId) => string;
  /** The rest is named beside them. */
  atMost: number;
}

/** Draws the first few of them. */
export function Marks({ of: members, nameOf, atMost }: Props) {
  return (
    <span class="marks">
      {members.slice(0, atMost).map(({ service }) => (
        <ServiceMark key={service} id={service} name={nameOf(service)} />
      ))}
    </span>
  );
}
