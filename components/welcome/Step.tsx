/** One step of the first page. Its heading takes the focus when the step before it is done. */
import type { ComponentChildren } from 'preact';

/** Draws it. `answer`: yes, no, or none yet. */
export function Step({
  id,
  number,
  title,
  answer,
  children,
}: {
  id: string;
  number: number;
  title: string;
  answer: boolean | null;
  children: ComponentChildren;
}) {
  return (
    <section class="card step-card" id={id} data-done={answer !== null} data-answer={answer ?? ''}>
      <h2 tabIndex={-1}>
        <span class="number" aria-hidden="true">
          {answer === null ? number : answer ? '✓' : '–'}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Moves on to a step. */
export function goTo(id: string): void {
  const heading = document.querySelector<HTMLElement>(`#${id} h2`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}
