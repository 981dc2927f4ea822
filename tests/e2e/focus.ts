/** Where the keyboard can go in a page, and where it is. Runs inside the page, so each uses nothing from outside of itself. */

export interface Focused {
  /** Tells it from all others. */
  key: string;
  /** It, or what stands for it, is outlined. */
  shows: boolean;
  /** Something else lies over its middle. */
  covered: boolean;
}

/** Lists what can be used, each by its key; of round buttons that belong together, one. */
export function waysIn(): string[] {
  const all = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
  ];
  return all
    .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled'))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.matches('input[type="radio"]:not(:checked)'))
    .map((one) => `${[...document.querySelectorAll('*')].indexOf(one)} ${one.outerHTML.slice(0, 90)}`);
}

/** Gives the keyboard to the first that can be used. */
export function focusFirst(): void {
  const all = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
  ];
  const first = all.find((one) => !one.matches(':disabled') && one.checkVisibility());
  const options: FocusOptions & { focusVisible: boolean } = { focusVisible: true };
  first?.focus(options);
}

/** Tells what has the keyboard; null when nothing on the page has it. */
export function focusedNow(): Focused | null {
  const one = document.activeElement;
  if (one === null || one === document.body || one === document.documentElement) return null;
  const isOutlined = (element: Element | null) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  };
  // A link may stand on two lines: the first of them.
  const { left, top, width, height } = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return {
    key: `${[...document.querySelectorAll('*')].indexOf(one)} ${one.outerHTML.slice(0, 90)}`,
    shows: isOutlined(one) || isOutlined(one.closest('label')),
    covered: above === null || !(one.contains(above) || above.contains(one)),
  };
}
