/** The chain as strokes, for the popup's SVG and for the picture that is shared: one geometry, drawn twice. */
import type { ChainLink, Lead, LinkState } from '@/utils/model';

export const CHAIN: readonly ChainLink[] = ['you', 'network', 'addresses', 'provider', 'region', 'service'];
export const CHAIN_WIDTH = 324;
export const CHAIN_HEIGHT = 30;

/** One path; `look` names how it is painted. */
export interface Stroke {
  d: string;
  look: `${'line' | 'ring' | 'dot' | 'glyph'}-${'well' | 'broken' | 'slow' | 'planned' | 'unknown'}`;
}

const STEP = CHAIN_WIDTH / CHAIN.length;
const MIDDLE = CHAIN_HEIGHT / 2;
/** Room that a knot takes on the line, with some air; the line runs through what is only inferred well. */
const RADIUS: Readonly<Record<LinkState, number>> = {
  tested: 9,
  passed: 4,
  broken: 12,
  cut: 4,
  slow: 12,
  planned: 12,
  unknown: 4,
};
/** How far the two ends of the break are displaced against each other. */
const FAULT = 9;

type Chain = Readonly<Record<ChainLink, LinkState>>;

/** Gives the middle of a link's knot. */
export function knotAt(index: number, mirrored: boolean): number {
  const x = STEP * (index + 0.5);
  return mirrored ? CHAIN_WIDTH - x : x;
}

/** Draws lines first, knots over them. `mirrored` for languages that run from right to left. */
export function chainStrokes(chain: Chain, side: Lead['side'], mirrored: boolean): Stroke[] {
  const lines = CHAIN.slice(1).flatMap((link, index) => lineInto(chain, link, index, mirrored));
  const knots = CHAIN.flatMap((link, index) => knot(chain[link], side, knotAt(index, mirrored)));
  return [...lines, ...knots];
}

function lineInto(chain: Chain, link: ChainLink, before: number, mirrored: boolean): Stroke[] {
  const from = chain[CHAIN[before] ?? 'you'];
  const to = chain[link];
  const a = STEP * (before + 0.5) + RADIUS[from];
  const b = STEP * (before + 1.5) - RADIUS[to];
  const path = (...points: readonly (readonly [number, number])[]) =>
    `M${points.map(([x, y]) => `${round(mirrored ? CHAIN_WIDTH - x : x)} ${y}`).join('L')}`;
  // A broken computer has no line that leads into it: the one that leaves it is the broken one.
  if (to === 'broken' || to === 'cut' || (before === 0 && from === 'broken')) {
    const half = (a + b) / 2;
    const left = path([a, MIDDLE], [half - 5, MIDDLE], [half - 1, MIDDLE - FAULT]);
    const right = path([half + 1, MIDDLE + FAULT], [half + 5, MIDDLE], [b, MIDDLE]);
    return [
      { d: left, look: 'line-broken' },
      { d: right, look: 'line-broken' },
    ];
  }
  const look = to === 'unknown' ? 'line-unknown' : to === 'slow' ? 'line-slow' : 'line-well';
  return [{ d: path([a, MIDDLE], [b, MIDDLE]), look }];
}

function knot(state: LinkState, side: Lead['side'], x: number): Stroke[] {
  switch (state) {
    case 'tested':
      return [
        { d: circle(x, 9), look: 'ring-well' },
        { d: `M${round(x - 4)} ${MIDDLE + 0.4}l2.8 2.8 5-5.6`, look: 'glyph-well' },
      ];
    case 'passed':
      return [{ d: circle(x, 3.6), look: 'dot-well' }];
    case 'broken':
      return [
        { d: side === 'yours' ? square(x, 10.5) : circle(x, 11.5), look: 'dot-broken' },
        { d: `M${round(x - 4)} ${MIDDLE - 4}l8 8m0-8l-8 8`, look: 'glyph-broken' },
      ];
    case 'slow':
      return [
        { d: `M${round(x)} ${MIDDLE - 11.5}l12 21.5h-24z`, look: 'dot-slow' },
        { d: `M${round(x)} ${MIDDLE - 2.5}v5m0 4v.01`, look: 'glyph-slow' },
      ];
    case 'planned':
      return [
        { d: circle(x, 11.5), look: 'dot-planned' },
        { d: `M${round(x - 3)} ${MIDDLE - 4}v8m6-8v8`, look: 'glyph-planned' },
      ];
    case 'cut':
    case 'unknown':
      return [{ d: circle(x, 3.6), look: 'ring-unknown' }];
    default:
      return state satisfies never;
  }
}

function circle(x: number, r: number): string {
  return `M${round(x - r)} ${MIDDLE}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

function square(x: number, r: number): string {
  const c = 4;
  const side = 2 * (r - c);
  return (
    `M${round(x - r + c)} ${MIDDLE - r}h${side}q${c} 0 ${c} ${c}v${side}q0 ${c} ${-c} ${c}` +
    `h${-side}q${-c} 0 ${-c} ${-c}v${-side}q0 ${-c} ${c} ${-c}z`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
