/** Finds words that break in their middle where they should not. Runs inside the page, so it uses nothing from outside of itself. */

/** Lists the words of labels, buttons, headings and ways to other pages that stand on two lines; and ways that wrap. */
export function brokenWords(): string[] {
  const range = document.createRange();
  // Chinese and Japanese write without spaces, and may break; also at their own marks, such as 、and ～. An address may at a dot.
  const aWord = /[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff0fー：；？～–—/.-]+/gu;

  function isBroken(node: Node, index: number, word: string): boolean {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 4))).size > 1;
  }

  function brokenIn(element: Element): string[] {
    const found: string[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      for (const { index, 0: word } of (node.textContent ?? '').matchAll(aWord)) {
        if (isBroken(node, index, word)) found.push(`"${word}" in ${element.tagName}.${element.className}`);
      }
    }
    return found;
  }

  /** Lists the words that run into those after them. */
  function overlapping(selector: string): string[] {
    const shown = [...document.querySelectorAll(selector)].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }),
    );
    return shown.flatMap((one, index) => {
      const next = shown[index + 1];
      if (next === undefined) return [];
      range.selectNodeContents(one);
      const { left, right } = range.getBoundingClientRect();
      const after = next.getBoundingClientRect();
      return left < after.right && right > after.left ? [`"${one.textContent}" runs into the next`] : [];
    });
  }

  const found = [
    ...document.querySelectorAll('.labels span, .tile bdi, .ticks .tick, h1, h2, button, nav a, dt, legend'),
  ]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.closest('.hidden, .skip') === null)
    .flatMap(brokenIn);
  found.push(...overlapping('.ticks .tick'));
  const [brand, nav] = [...document.querySelectorAll('.top > *')].map((one) => one.getBoundingClientRect());
  if (brand !== undefined && nav !== undefined && nav.top >= brand.bottom)
    found.push('the ways to the other pages are on a line of their own');
  return [...new Set(found)];
}
