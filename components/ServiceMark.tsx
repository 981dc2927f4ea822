/** What stands for a service wherever pages list it. */
import { Monogram } from './Favourite';

/** Draws a service's mark or letters. */
export function ServiceMark({ name }: { id: string; name: string }) {
  return <Monogram name={name} />;
}
