/** An hour of history as bars that differ in shape: tall with a notch is down, half is slow, a dot is nothing seen. */

import type { SparkBar } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

const WIDTH = 4;
const HEIGHT = 22;

function Bar({ bar, x }: { bar: SparkBar; x: number }) {
  switch (bar) {
    case 'up':
      return <rect x={x} y={14} width={2.6} height={8} rx={1.2} fill="var(--spark)" />;
    case 'slow':
      return <rect x={x} y={9} width={2.6} height={13} rx={1.2} fill="var(--slow)" />;
    case 'down':
      return (
        <>
          <rect x={x} y={0} width={2.6} height={15} rx={1.2} fill="var(--theirs)" />
          <rect x={x} y={18} width={2.6} height={4} rx={1.2} fill="var(--theirs)" />
        </>
      );
    case 'yours':
      return <rect x={x - 0.4} y={16} width={3.4} height={3.4} fill="var(--yours)" />;
    case 'planned':
      return (
        <>
          <rect x={x} y={9} width={2.6} height={5} rx={1.2} fill="var(--planned)" />
          <rect x={x} y={17} width={2.6} height={5} rx={1.2} fill="var(--planned)" />
        </>
      );
    case 'unknown':
      return <circle cx={x + 1.3} cy={18} r={1.6} fill="none" stroke="var(--unknown)" />;
    case 'resting':
      return <rect x={x} y={19.4} width={2.6} height={2.6} rx={1.2} fill="var(--spark)" />;
    case 'none':
      return <circle cx={x + 1.3} cy={21} r={0.8} fill="var(--unknown)" />;
    default:
      return bar satisfies never;
  }
}

/** Draws the bars, oldest first. */
export function Spark({ bars }: { bars: readonly SparkBar[] }) {
  const { tongue } = useSpeech();
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMaxYMax meet"
      role="img"
      aria-label={m.page_hour({}, tongue)}
    >
      {bars.map((bar, index) => (
        <Bar key={index} bar={bar} x={index * WIDTH} />
      ))}
    </svg>
  );
}
