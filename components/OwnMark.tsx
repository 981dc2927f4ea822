/** What stands for the reader's own computer where a mark stands for a service. */

/** Draws a screen, in the place and size of a service's mark. */
export function OwnMark() {
  return (
    <span class="monogram own-mark" aria-hidden="true">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.5 2.5h11v8h-11zM8 10.5v3M5 13.5h6" />
      </svg>
    </span>
  );
}
