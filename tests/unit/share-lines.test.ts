import { expect, it } from 'vitest';
import { linesOf, piecesOf } from '@/components/share-lines';

/** Every sign is one wide. */
const widthOf = (text: string) => [...text].length;
const broken = (text: string, most: number, gap = ' ') =>
  linesOf(piecesOf(text, gap), widthOf, most).map((line) => line.trimEnd());

it('a line of the shared picture leaves no word alone under it', () => {
  expect(broken('It doesn’t answer near you; elsewhere it does.', 44)).toEqual([
    'It doesn’t answer near',
    'you; elsewhere it does.',
  ]);
  expect(broken('It is slow.', 44)).toEqual(['It is slow.']);
});

it('takes no more lines than it must, however long a word is', () => {
  expect(broken('one two three four five six', 14)).toHaveLength(2);
  expect(broken('one unbreakableaddress six', 8)).toEqual(['one', 'unbreakableaddress', 'six']);
  expect(broken('', 8)).toEqual(['']);
});

it('breaks between signs where there are no spaces, and leaves a mark where it belongs', () => {
  expect(broken('先のプロバイダーからの道。', 9, '')).toEqual(['先のプロバイダー', 'からの道。']);
  expect(broken('ほかの場所では応答します。', 12, '')).toEqual(['ほかの場所では', '応答します。']);
});
