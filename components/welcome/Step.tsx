/** One step of the first page. Its heading takes the focus when the step before it is done. */
import type { ComponentChildren } from 'preact';

/** Draws it. `done`: answered, one way or the other. */
export function Step({
  id,
  number,
  title,
  done,
  children,
}: {
  id: string;
  number: number;
  title: string;
  done: boolean;
  children: ComponentChildren;
}) {
  return (
    <section class="card step-card" id={id} data-done={done}>
      <h2 tabIndex={-1}>
        <span class="number" aria-hidden="true">
          {done ? '✓' : number}
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
