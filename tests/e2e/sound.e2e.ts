/** The soft tone, made by the engines that will play it and listened to sample by sample. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stage, startStage } from '../gallery/stage.ts';
import { BROWSERS } from './world.ts';

declare const tone: { playTone(): Promise<void> };

const ROOT = join(import.meta.dirname, '../..');
const RATE = 44_100;
const LASTS_S = 1;
/** Never startling, and never nothing. */
const LOUDEST = 0.1;
const AUDIBLE = 0.02;
/** A step from one sample to the next that is larger than the highest note makes is a click in the ear. */
const CLICK = 0.02;

interface Heard {
  samples: number[];
}

/** Bundles the product's own file, so that a page can run it. */
async function toneScript(): Promise<string> {
  const bundle = await rolldown({ input: join(ROOT, 'utils/platform/tone.ts'), logLevel: 'warn' });
  const folder = join(ROOT, '.output/gallery');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'tone.js');
  await bundle.write({ file, format: 'iife', name: 'tone' });
  return readFile(file, 'utf8');
}

/** Plays it into a buffer, where nobody needs a loudspeaker. Runs in the page. */
async function listen(rate: number, seconds: number): Promise<Heard> {
  const offline = new OfflineAudioContext(1, rate * seconds, rate);
  class Recorder {
    constructor() {
      Object.assign(offline, { close: () => Promise.resolve() });
      // biome-ignore lint/correctness/noConstructorReturn: stands in for the browser's own.
      return offline;
    }
  }
  Object.assign(globalThis, { AudioContext: Recorder });
  const played = tone.playTone();
  const [buffer] = await Promise.all([offline.startRendering(), played]);
  return { samples: [...buffer.getChannelData(0)] };
}

/** How much of a pitch there is in a stretch (Goertzel). */
function strengthOf(hertz: number, samples: readonly number[]): number {
  const turn = (2 * Math.PI * hertz) / RATE;
  let real = 0;
  let imaginary = 0;
  samples.forEach((value, index) => {
    real += value * Math.cos(turn * index);
    imaginary += value * Math.sin(turn * index);
  });
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

describe.for(BROWSERS)('the tone in %s', (browser) => {
  let stage: Stage;
  let samples: number[];

  beforeAll(async () => {
    stage = await startStage({ browser });
    const page = await stage.blank();
    await page.addScriptTag({ content: await toneScript() });
    samples = (await page.evaluate(listen, RATE, LASTS_S)).samples;
  });
  afterAll(() => stage?.close());

  test('is heard, softly', () => {
    const peak = Math.max(...samples.map(Math.abs));
    expect(peak).toBeGreaterThan(AUDIBLE);
    expect(peak).toBeLessThan(LOUDEST);
  });

  test('is two notes, the second one lower', () => {
    const part = (from: number, to: number) => samples.slice(from * RATE, to * RATE);
    const [high, low] = [587.33, 440];
    const first = part(0.03, 0.13);
    const second = part(0.5, 0.6);
    expect(strengthOf(high, first)).toBeGreaterThan(5 * strengthOf(low, first));
    expect(strengthOf(low, second)).toBeGreaterThan(2 * strengthOf(high, second));
  });

  test('begins and ends without a click', () => {
    const steps = samples.slice(1).map((value, index) => Math.abs(value - (samples[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(CLICK);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.max(...samples.slice(-RATE / 20).map(Math.abs))).toBeLessThan(0.001);
  });
});
