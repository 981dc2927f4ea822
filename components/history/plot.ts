/** The latency chart itself; a chunk of its own, loaded when a chart is first drawn. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { SeriesPoint } from '@/utils/store/rows';
import { aloneIn } from './lanes';

export interface PlotWords {
  usual: string;
  slow: string;
  time: string;
  say: (ms: number) => string;
  when: (seconds: number, spanMs: number) => string;
  tick: (seconds: number, stepMs: number) => string;
}

const HEIGHT = 220;
const SECOND_MS = 1_000;
/** The place of the slow ones among the lines; time itself is the first. */
const SLOW = 2;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Gives an axis the room that its longest words take. */
function widthOf(font: string): (chart: uPlot, words: string[] | null) => number {
  return ({ ctx }, words) => {
    ctx.save();
    ctx.font = font;
    const widest = Math.max(0, ...(words ?? []).map((text) => ctx.measureText(text).width));
    ctx.restore();
    return Math.ceil(widest) + 12;
  };
}

/** Filled as the line is: a ring would look like something else. */
const lone = (fill: string): uPlot.Series.Points => ({
  size: 6,
  fill,
  filter: ({ data }, series) => aloneIn([...(data[series] ?? [])]),
});

/** Draws the points into a place; returns how to take it away. `mirrored`: time runs to the left. */
export function plot(
  into: HTMLElement,
  points: readonly SeriesPoint[],
  { from, to }: { from: number; to: number },
  words: PlotWords,
  mirrored: boolean,
): () => void {
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = {
    font,
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const value = (_: uPlot, ms: number | null) => (ms === null ? '' : words.say(ms));
  const chart = new uPlot(
    {
      width: into.clientWidth,
      height: HEIGHT,
      padding: [12, mirrored ? 8 : 34, 0, mirrored ? 34 : 8],
      legend: { live: true, markers: { dash: (_, index) => (index === SLOW ? 'dashed' : 'solid') } },
      cursor: { points: { size: 7 }, drag: { x: false, y: false } },
      scales: {
        x: {
          dir: mirrored ? -1 : 1,
          min: from / SECOND_MS,
          max: to / SECOND_MS,
          range: () => [from / SECOND_MS, to / SECOND_MS],
        },
        y: { range: (_, __, max) => [0, Math.max(100, max * 1.15)] },
      },
      axes: [
        {
          ...axis,
          space: 90,
          size: 42,
          gap: 14,
          values: (_, all, __, ___, step) => all.map((at) => words.tick(at, step * SECOND_MS)),
        },
        { ...axis, size: widthOf(font), side: mirrored ? 1 : 3, values: (_, all) => all.map(words.say) },
      ],
      series: [
        {
          label: words.time,
          value: (_, at: number | null) => (at === null ? '' : words.when(at, to - from)),
        },
        { label: words.usual, stroke: colour('--well'), width: 2, value, points: lone(colour('--well')) },
        {
          label: words.slow,
          stroke: colour('--slow'),
          width: 1.5,
          dash: [5, 4],
          value,
          points: lone(colour('--slow')),
        },
      ],
    },
    [
      points.map((point) => (point.from + point.spanMs / 2) / SECOND_MS),
      points.map(({ latency }) => latency?.p50 ?? null),
      points.map(({ latency }) => latency?.p90 ?? null),
    ],
    into,
  );
  const watcher = new ResizeObserver(() => chart.setSize({ width: into.clientWidth, height: HEIGHT }));
  watcher.observe(into);
  return () => {
    watcher.disconnect();
    chart.destroy();
  };
}
