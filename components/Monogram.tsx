/** A service's letters, or its brand mark where it has one and the person did not switch marks off. */
import { useSpeech } from './words';

/** Draws it. The mark is drawn in place: a picture that is fetched would come a frame after everything else. */
export function Monogram({ name, id }: { name: string; id?: string }) {
  const { marks = {} } = useSpeech();
  // A host of somebody's own may be called like what every object has.
  const [hex, path] = (id !== undefined && Object.hasOwn(marks, id) && marks[id]) || [];
  return (
    <span class="monogram" aria-hidden="true" style={hex && `--brand:#${hex}`}>
      {path === undefined ? (
        <span>{lettersOf(name)}</span>
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={path} />
        </svg>
      )}
    </span>
  );
}

/** The article says nothing of a name. */
const ARTICLE = /^\u0627\u0644(?=\p{L}{3})/u;
/** An address may begin with a bracket or a colon, and an alef alone reads like "!": it takes the next letter along. */
const LETTERS = /[\u0622\u0623\u0625\u0627]?[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** Two capitals if it has them (GitHub: GH), else the first letter. */
function lettersOf(name: string): string {
  const capitals = [...name].filter((letter) => letter >= 'A' && letter <= 'Z');
  if (capitals.length === name.length && name.length <= 3) return name;
  if (capitals.length > 1) return capitals.slice(0, 2).join('');
  return (LETTERS.exec(name.replace(ARTICLE, ''))?.[0] ?? '?').toUpperCase();
}
