/** What stands for a service wherever pages list it. */
import { Monogram } from './Monogram';

/** Draws a service's mark or letters. */
export function ServiceMark({ id, name }: { id: string; name: string }) {
  return <Monogram name={name} id={id} />;
}
