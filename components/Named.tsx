/** A service's name where there is little room for it. */

/** Draws it; an address may go on in the next line after a dot. */
export function Named({ name, small }: { name: string; small?: boolean }) {
  return (
    <bdi class={small ? 'small-name' : undefined}>
      {name.split(/(?<=\.)(?=.)/).flatMap((piece, index) => (index === 0 ? piece : [<wbr />, piece]))}
    </bdi>
  );
}

/** More letters than this without a place to break do not fit into a tile as they are. */
const LETTERS_AT_MOST = 11;

/** Tells whether a name has a word that needs smaller letters. */
export function isLongWorded(name: string): boolean {
  return name.split(/[\s/-]|(?<=\.)/).some((word) => word.length > LETTERS_AT_MOST);
}
