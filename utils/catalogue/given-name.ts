/** The name that a person or a file gives to an address: what of it can be shown. Pure. */

/** Letters of a name; what is longer fills a row, a notification and the toolbar's title by itself. */
export const NAME_AT_MOST = 60;

/** Controls, lone halves of letters, and what turns the letters after it around. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** Tells whether a name is as long as it looks, and fits its places. */
export function canBeShown(name: string): boolean {
  return [...name].length <= NAME_AT_MOST && name.search(UNSEEN) === -1;
}

/** Tells whether nothing of a name can be seen. */
export function isBlank(name: string): boolean {
  return !/[^\s\p{Cf}]/u.test(name);
}

/** Gives of any text what can be shown as a name. */
export function shownName(text: string): string {
  const letters = [...text.replace(UNSEEN, '\ufffd')];
  return letters.length <= NAME_AT_MOST
    ? letters.join('')
    : `${letters.slice(0, NAME_AT_MOST - 1).join('')}…`;
}
