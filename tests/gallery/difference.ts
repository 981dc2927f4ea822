/** How far two pictures are apart, looked at strip by strip, so that a small thing in a long page counts. Pure. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const STRIP_PX = 120;
/** How far apart two colours may be before a pixel counts. */
const THRESHOLD = 0.2;

export interface Difference {
  /** Share of pixels that differ in the strip that differs most. */
  worst: number;
  /** Where that strip begins. */
  at: number;
  /** The pixels that differ, to be looked at. */
  picture: PNG;
}

/** Compares them; null when they are not of one size. */
export function differenceOf(accepted: PNG, seen: PNG): Difference | null {
  const { width, height } = accepted;
  if (width !== seen.width || height !== seen.height) return null;
  const picture = new PNG({ width, height });
  let [worst, at] = [0, 0];
  for (let top = 0; top < height; top += STRIP_PX) {
    const high = Math.min(STRIP_PX, height - top);
    const strip = ({ data }: PNG) => data.subarray(top * width * 4, (top + high) * width * 4);
    const pixels = pixelmatch(strip(accepted), strip(seen), strip(picture), width, high, {
      threshold: THRESHOLD,
    });
    const share = pixels / (width * high);
    if (share > worst) [worst, at] = [share, top];
  }
  return { worst, at, picture };
}
