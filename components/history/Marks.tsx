/** The marks of the services that an incident is about. */
import type { ServiceId } from '@/utils/model';
import { Icon } from '../Icon';
import { ServiceMark } from '../ServiceMark';

interface Props {
  of: readonly { service: ServiceId }[];
  nameOf: (id: ServiceId) => string;
  /** The rest is named beside them. */
  atMost: number;
}

/** Draws the mark of one's own side. */
export function OwnMark() {
  return (
    <span class="monogram">
      <Icon name="computer" />
    </span>
  );
}

/** Draws the first few of them; one's own where there is none. */
export function Marks({ of: members, nameOf, atMost }: Props) {
  return (
    <span class="marks">
      {members.length === 0 && <OwnMark />}
      {members.slice(0, atMost).map(({ service }) => (
        <ServiceMark key={service} id={service} name={nameOf(service)} />
      ))}
    </span>
  );
}
