/** What is folded and unfolds. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Unfolded at first or not; then it stays as the person left it, whatever is painted later. */
export function Fold({
  class: look,
  opened,
  children,
}: {
  class: string;
  opened: boolean;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(opened);
  return (
    <details class={look} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      {children}
    </details>
  );
}
