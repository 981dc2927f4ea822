/** A service's letters, or its brand mark where /marks/marks.css knows one and the person did not switch marks off. */
import { useSpeech } from './words';

/** Draws it. The mark is in the stylesheet, so that no page's script carries drawings. */
export function Monogram({ name, id }: { name: string; id?: string }) {
  const { marks = 'brands' } = useSpeech();
  return (
    <span class="monogram" aria-hidden="true" data-mark={marks === 'brands' ? id : undefined}>
      <span>{lettersOf(name)}</span>
    </span>
  );
}

/** Two capitals if it has them (GitHub: GH), else the first letter. */
function lettersOf(name: string): string {
  const capitals = [...name].filter((letter) => letter >= 'A' && letter <= 'Z');
  if (capitals.length === name.length && name.length <= 3) return name;
  if (capitals.length > 1) return capitals.slice(0, 2).join('');
  // An address may begin with a bracket or a colon.
  return (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.exec(name)?.[0] ?? '?').toUpperCase();
}
