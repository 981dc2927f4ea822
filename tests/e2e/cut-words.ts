/** Finds words that a page shows only in part. Runs inside the page, so it uses nothing from outside of itself. */

/** Lists words that are cut, or stick out of their box or of the window; empty when everything can be read. */
export function cutWords(): string[] {
  const spare = 1.5;

  /** The boxes around some words that may not be left, up to one that scrolls. */
  function edgesAround(element: Element): Element[] {
    const edges: Element[] = [];
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { display, overflowX, borderInlineEndWidth, backgroundColor } = getComputedStyle(box);
      if (['inline', 'contents'].includes(display)) continue;
      if (['auto', 'scroll'].includes(overflowX)) return edges;
      const isDrawn = borderInlineEndWidth !== '0px' || backgroundColor !== 'rgba(0, 0, 0, 0)';
      if (isDrawn || overflowX !== 'visible') edges.push(box);
    }
    return edges;
  }

  function isOutside(node: Node, box: Element): boolean {
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = range.getBoundingClientRect();
    const edge = box.getBoundingClientRect();
    return words.width > 0 && (words.right > edge.right + spare || words.left < edge.left - spare);
  }

  function cutTexts(): string[] {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode } = walker;
      const element = currentNode.parentElement;
      if (!element?.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.hidden, .skip, svg, option') !== null) continue;
      const box = edgesAround(element).find((one) => isOutside(currentNode, one));
      if (box !== undefined) found.push(`"${currentNode.textContent}" in ${box.tagName}.${box.className}`);
    }
    return found;
  }

  function roomIn(field: Element): number {
    const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(field);
    return field.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
  }

  function cutHints(): string[] {
    const ruler = document.createElement('canvas').getContext('2d');
    const measured = (words: string, font: string) => {
      if (ruler === null) return 0;
      ruler.font = font;
      return ruler.measureText(words).width;
    };
    const hints = [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')]
      .filter((field) => field.value === '' && field.checkVisibility())
      .filter((field) => {
        const { font } = getComputedStyle(field, '::placeholder');
        return measured(field.placeholder, font) > roomIn(field) + spare;
      })
      .map((field) => `"${field.placeholder}" in ${field.name}`);
    const chosen = [...document.querySelectorAll('select')]
      .map((field) => ({ field, words: field.selectedOptions[0]?.text ?? '' }))
      .filter(({ field, words }) => measured(words, getComputedStyle(field).font) > roomIn(field) + spare)
      .map(({ field, words }) => `"${words}" in ${field.name}`);
    return [...hints, ...chosen];
  }

  return [...new Set([...cutTexts(), ...cutHints()])];
}
