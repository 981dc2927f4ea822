/** The way to each section of a long page; the one that is being read is marked. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

/** A heading that has come so far up, as a share of the window, is being read. */
const READ_ABOVE = 1 / 3;

function idBeingRead(ids: readonly string[]): string | undefined {
  const topOf = (id: string) => document.getElementById(id)?.getBoundingClientRect().top ?? Infinity;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  // The last ones cannot come up: there the one that was asked for counts.
  const last = ids.find((id) => `#${id}` === location.hash && topOf(id) >= 0) ?? ids.at(-1);
  return isAtEnd && scrollY > 0 ? last : ids.findLast((id) => topOf(id) < innerHeight * READ_ABOVE);
}

/** Draws it. `titles`: by id, in the order of the page. */
export function Contents({ titles }: { titles: Readonly<Record<string, string>> }) {
  const { tongue } = useSpeech();
  const [current, setCurrent] = useState<string | undefined>();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const look = () => setCurrent(idBeingRead(Object.keys(titles)));
    look();
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  useEffect(() => bringToMiddle(list.current), [current]);
  return (
    <nav class="contents" aria-label={m.options_contents({}, tongue)}>
      <ul ref={list}>
        {Object.entries(titles).map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** In a narrow window they stand in one line that scrolls. */
function bringToMiddle(list: Element | null): void {
  const link = list?.querySelector('[aria-current]')?.getBoundingClientRect();
  if (list === null || link === undefined) return;
  const { left, right } = list.getBoundingClientRect();
  list.scrollLeft += (link.left + link.right - left - right) / 2;
}
