/** The answer as a picture to send: headline, line, chain and time, on warm paper. Draws on a canvas of its own. */
import type { ChainLink, Lead } from '@/utils/model';
import { CHAIN, CHAIN_WIDTH, chainStrokes, knotAt, type Stroke } from './chain-drawing';

interface ShareCard {
  headline: string;
  line: string;
  when: string;
  by: string;
  lead: Lead;
  mirrored: boolean;
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
const ACCENT = { theirs: '#c2321d', yours: '#3b56c4' } as const;

const TINT = { theirs: '#fdecea', yours: '#eaeefb' } as const;

type Pen = CanvasRenderingContext2D;

/** Draws the picture; rejects where the browser has no canvas to give. */
export async function drawShareCard(card: ShareCard): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('The browser gives no canvas.');
  paintGround(pen, card.lead.side);
  pen.direction = card.mirrored ? 'rtl' : 'ltr';
  pen.textAlign = 'start';
  const x = card.mirrored ? WIDTH - EDGE : EDGE;
  write(pen, card.headline, x, 138, { size: 76, weight: 750, colour: INK });
  const below = write(pen, card.line, x, 212, { size: 42, weight: 400, colour: INK });
  write(pen, card.when, x, below + 56, { size: 32, weight: 400, colour: SOFT });
  drawChain(pen, card);
  write(pen, card.by, x, HEIGHT - 40, { size: 28, weight: 400, colour: SOFT });
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob === null ? failed(new Error('No picture came.')) : done(blob)),
      'image/png',
    );
  });
}

const TINT_HEIGHT = 330;

/** Warm paper, with a breath of the side that is broken. */
function paintGround(pen: Pen, side: Lead['side']): void {
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  if (side === null) return;
  const tint = pen.createLinearGradient(0, 0, 0, TINT_HEIGHT);
  tint.addColorStop(0, TINT[side]);
  tint.addColorStop(1, PAPER);
  pen.fillStyle = tint;
  pen.fillRect(0, 0, WIDTH, TINT_HEIGHT);
  pen.fillStyle = ACCENT[side];
  pen.fillRect(0, 0, WIDTH, 12);
}

interface Type {
  size: number;
  weight: number;
  colour: string;
}

const LINES_AT_MOST = 3;

/** Writes in lines as wide as the picture; gives where the last one stands. */
function write(pen: Pen, text: string, x: number, y: number, { size, weight, colour }: Type): number {
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.fillStyle = colour;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && pen.measureText(longer).width <= WIDTH - 2 * EDGE)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, LINES_AT_MOST);
  shown.forEach((line, index) => {
    pen.fillText(line, x, y + index * size * 1.3);
  });
  return y + (shown.length - 1) * size * 1.3;
}

const CHAIN_TOP = 386;

function drawChain(pen: Pen, card: ShareCard): void {
  const { lead, mirrored } = card;
  const scale = (WIDTH - 2 * EDGE) / CHAIN_WIDTH;
  const accent = lead.side === null ? UNKNOWN : ACCENT[lead.side];
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
    pen.fillStyle = state === 'broken' ? accent : state === 'slow' ? SLOW : SOFT;
    pen.fillText(card.labels(link), EDGE + knotAt(index, mirrored) * scale, CHAIN_TOP + 132, 168);
  }
  pen.restore();
}

const DASHES: Readonly<Record<string, number[]>> = { 'line-unknown': [0.1, 6], 'line-slow': [9, 5] };

function paint(pen: Pen, { d, look }: Stroke, accent: string): void {
  const [kind, tone = ''] = look.split('-');
  const colour = { well: WELL, broken: accent, slow: SLOW }[tone] ?? UNKNOWN;
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
