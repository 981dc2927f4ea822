/** The answer as a picture to send: headline, line, chain and time, on warm paper. Draws on a canvas of its own. */
import type { ChainLink, Lead } from '@/utils/model';
import { CHAIN, CHAIN_WIDTH, chainStrokes, knotAt, type Stroke } from './chain-drawing';
import { type Tone, toneOfLead } from './Shape';
import { linesOf, piecesOf } from './share-lines';

interface ShareCard {
  headline: string;
  line: string;
  when: string;
  by: string;
  lead: Lead;
  mirrored: boolean;
  /** What stands between two sentences, and so whether there are spaces to break a line at. */
  gap: string;
  labels: (link: ChainLink) => string;
}

const WIDTH = 1200;
const HEIGHT = 630;
const EDGE = 70;
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif';
/** The light colours of style.css: a picture looks the same for everyone it is sent to. */
const INK = '#211c17';
const SOFT = '#655d54';
const PAPER = '#fbf9f6';
const WELL = '#157562';
const WELL_TINT = '#e4f1ed';
const UNKNOWN = '#8d8478';
const SLOW = '#8a5c00';
const PLANNED = '#6f5089';
/** Of what is all right nothing stands out, nor of what is not known. */
const ACCENT: Readonly<Partial<Record<Tone, string>>> = {
  theirs: '#c2321d',
  yours: '#3b56c4',
  slow: SLOW,
  planned: PLANNED,
};

const TINT: Readonly<Partial<Record<Tone, string>>> = {
  theirs: '#fdecea',
  yours: '#eaeefb',
  slow: '#f9efdc',
  planned: '#f2edf7',
};

type Pen = CanvasRenderingContext2D;

/** Draws the picture; rejects where the browser has no canvas to give. */
export async function drawShareCard(card: ShareCard): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('The browser gives no canvas.');
  paintGround(pen, toneOfLead(card.lead));
  pen.direction = card.mirrored ? 'rtl' : 'ltr';
  pen.textAlign = 'start';
  const x = card.mirrored ? WIDTH - EDGE : EDGE;
  const write = (text: string, y: number, type: Type) =>
    writeLines(pen, piecesOf(text, card.gap), x, y, type);
  const size = headlineSize(pen, card.headline);
  const under = write(card.headline, 138, { size, weight: HEAVY, colour: INK });
  const below = write(card.line, under + (size < LARGE ? 62 : 74), { size: 42, weight: 400, colour: INK });
  write(card.when, below + 56, { size: 32, weight: 400, colour: SOFT });
  drawChain(pen, card);
  write(card.by, HEIGHT - 40, { size: 28, weight: 400, colour: SOFT });
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob === null ? failed(new Error('No picture came.')) : done(blob)),
      'image/png',
    );
  });
}

const TINT_HEIGHT = 330;

/** Warm paper, with a breath of the side that is broken. */
function paintGround(pen: Pen, tone: Tone): void {
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  const [breath, accent] = [TINT[tone], ACCENT[tone]];
  if (breath === undefined || accent === undefined) return;
  const tint = pen.createLinearGradient(0, 0, 0, TINT_HEIGHT);
  tint.addColorStop(0, breath);
  tint.addColorStop(1, PAPER);
  pen.fillStyle = tint;
  pen.fillRect(0, 0, WIDTH, TINT_HEIGHT);
  pen.fillStyle = accent;
  pen.fillRect(0, 0, WIDTH, 12);
}

interface Type {
  size: number;
  weight: number;
  colour: string;
}

const LINES_AT_MOST = 3;
const HEAVY = 750;
const LARGE = 76;
const SMALLER = 54;

/** What does not fit in one line takes two smaller ones, and leaves the rest its place. */
function headlineSize(pen: Pen, headline: string): number {
  pen.font = `${HEAVY} ${LARGE}px ${FONT}`;
  return pen.measureText(headline).width <= WIDTH - 2 * EDGE ? LARGE : SMALLER;
}

/** Writes in lines as wide as the picture; gives where the last one stands. */
function writeLines(
  pen: Pen,
  pieces: readonly string[],
  x: number,
  y: number,
  { size, weight, colour }: Type,
): number {
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.fillStyle = colour;
  const lines = linesOf(pieces, (text) => pen.measureText(text).width, WIDTH - 2 * EDGE);
  const shown = lines.slice(0, LINES_AT_MOST);
  shown.forEach((line, index) => {
    pen.fillText(line, x, y + index * size * 1.3);
  });
  return y + (shown.length - 1) * size * 1.3;
}

const CHAIN_TOP = 386;
const LABEL_WIDTH = 168;
const LABEL_LINE = 30;

function drawChain(pen: Pen, card: ShareCard): void {
  const { lead, mirrored } = card;
  const scale = (WIDTH - 2 * EDGE) / CHAIN_WIDTH;
  const accent = ACCENT[toneOfLead(lead)] ?? UNKNOWN;
  pen.save();
  pen.translate(EDGE, CHAIN_TOP);
  pen.scale(scale, scale);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const stroke of chainStrokes(lead.chain, lead.side, mirrored)) paint(pen, stroke, accent);
  pen.restore();
  pen.save();
  pen.textAlign = 'center';
  for (const [index, link] of CHAIN.entries()) {
    const state = lead.chain[link];
    pen.font = `${state === 'broken' ? 700 : 400} 26px ${FONT}`;
    pen.fillStyle = { broken: accent, slow: SLOW, planned: PLANNED }[state as string] ?? SOFT;
    const x = EDGE + knotAt(index, mirrored) * scale;
    linesOf(card.labels(link).split(/(?<=[ -])/), (text) => pen.measureText(text).width, LABEL_WIDTH).forEach(
      (line, row) => {
        pen.fillText(line.trimEnd(), x, CHAIN_TOP + 132 + row * LABEL_LINE, LABEL_WIDTH);
      },
    );
  }
  pen.restore();
}

const DASHES: Readonly<Record<string, number[]>> = { 'line-unknown': [0.1, 6], 'line-slow': [9, 5] };

function paint(pen: Pen, { d, look }: Stroke, accent: string): void {
  const [kind, tone = ''] = look.split('-');
  const colour = { well: WELL, broken: accent, slow: SLOW, planned: PLANNED }[tone] ?? UNKNOWN;
  const path = new Path2D(d);
  if (kind === 'dot') {
    pen.fillStyle = colour;
    pen.fill(path);
    return;
  }
  if (kind === 'ring') {
    pen.fillStyle = tone === 'well' ? WELL_TINT : PAPER;
    pen.fill(path);
  }
  pen.strokeStyle = kind === 'glyph' && tone !== 'well' ? PAPER : colour;
  pen.lineWidth = kind === 'glyph' ? 2.2 : tone === 'broken' ? 2.8 : 2.4;
  pen.setLineDash(DASHES[look] ?? []);
  pen.stroke(path);
}
