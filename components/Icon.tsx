/** Our mark and the few icons of the toolbar rows. */

/** The mark: a line broken in the middle. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke-width="3.2">
      <rect width="32" height="32" rx="9" fill="var(--ink)" />
      <g stroke-linecap="round" stroke-linejoin="round">
        <path d="M4.9 20.4h6.5l3-8" stroke="var(--paper)" />
        {/* Red on the dark tile of a light page, and the other way round: the drawing's own pair. */}
        <path d="M17.6 19.6l3-8h6.5" stroke="var(--mark-break)" />
      </g>
    </svg>
  );
}

const PATHS = {
  computer: 'M2.5 2.5h11v8h-11zM8 10.5v3M5 13.5h6',
  again: 'M13 3v4H9M13 7a5.5 5.5 0 1 0 .3 3',
  history: 'M3.5 13V9M8 13V3.5M12.5 13V6.5',
  // Two sliders: the rays of a gear of this size would be a sun's.
  options:
    'M2 5h5.5M12.5 5H14M2 11h1.5M8.5 11H14M10 2.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6ZM6 8.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  send: 'M8 10V2.5M5 5l3-3 3 3M3.5 8.5v4.5h9V8.5',
} as const;

/** A stroked icon. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 16 16" width="17" height="17" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The arrow of something that unfolds. */
export function Turn() {
  return (
    <svg class="turn" viewBox="0 0 10 10" aria-hidden="true">
      <path
        d="M3.5 1.5 7 5 3.5 8.5"
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

const FLAGS = {
  bell: 'M4 10.5h8M5 10.5V7a3 3 0 0 1 6 0v3.5M7.2 13h1.6',
  quiet: 'M4 10.5h8M5 10.5V7a3 3 0 0 1 6 0v3.5M7.2 13h1.6M2.5 2.5l11 11',
} as const;

/** A small sign in a row: quiet for now, or to be told when it is back. Its words are in the opened row. */
export function Flag({ name }: { name: keyof typeof FLAGS }) {
  return (
    <svg class="flag" viewBox="0 0 16 16" aria-hidden="true">
      <path d={FLAGS[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  );
}
