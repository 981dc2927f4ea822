import { expect, it } from 'vitest';
import { aloneIn } from '@/components/history/lanes';

it('an answer between hours without one is a point, since no line runs through it', () => {
  expect(aloneIn([80])).toEqual([0]);
  expect(aloneIn([80, 90, null, 70, undefined, null, 60, 50])).toEqual([3]);
});
