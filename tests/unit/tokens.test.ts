/** The colours of components/tokens.css: text at 4.5:1, shapes that carry meaning at 3:1, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../components/tokens.css', import.meta.url), 'utf8');
const [lightBlock = '', rest = ''] = CSS.split('@media screen and (prefers-color-scheme: dark)');
const [darkBlock = ''] = rest.split('@media');

function tokensIn(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const LIGHT = tokensIn(lightBlock);
const THEMES = { light: LIGHT, dark: { ...LIGHT, ...tokensIn(darkBlock) } };

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const STATES = ['well', 'theirs', 'yours', 'slow', 'planned', 'unknown'];
const GROUNDS = ['paper', 'card', 'quiet'];

/** Text and ground as the stylesheets pair them. */
const TEXT: readonly (readonly [string, string])[] = [
  ...['ink', 'soft', ...STATES].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['ink', 'soft'].flatMap((text) =>
    ['theirs-tint', 'yours-tint', 'slow-tint', 'planned-tint'].map((ground) => [text, ground] as const),
  ),
  ['paper', 'ink'],
  ['ink', 'raised'],
  ['theirs', 'theirs-tint'],
  ['yours', 'yours-tint'],
  ['slow', 'slow-tint'],
  ['planned', 'planned-tint'],
];

/** Lines, dots and bars that mean something. */
const SHAPES: readonly (readonly [string, string])[] = [
  ...[...STATES, 'edge', 'spark'].flatMap((shape) =>
    ['paper', 'card'].map((ground) => [shape, ground] as const),
  ),
  ['well', 'well-tint'],
  ['on', 'theirs'],
  ['on', 'yours'],
  ['on', 'slow'],
  ['on', 'planned'],
  ['mark-break', 'ink'],
];

describe.each(Object.entries(THEMES))('the %s theme', (_, tokens) => {
  const of = (name: string) => {
    const colour = tokens[name];
    if (colour === undefined) throw new Error(`No token --${name}`);
    return colour;
  };

  it.each(TEXT)('lets %s be read on %s', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('lets %s be seen on %s', (shape, ground) => {
    expect(contrast(of(shape), of(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe('the colours of the picture that is shared', () => {
  it('are those of the light theme', () => {
    const card = readFileSync(new URL('../../components/share-card.ts', import.meta.url), 'utf8');
    const known = new Set([...Object.values(LIGHT)]);
    const used = [...card.matchAll(/'(#[0-9a-f]{6})'/g)].map(([, colour = '']) => colour);
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((colour) => !known.has(colour))).toEqual([]);
  });
});
