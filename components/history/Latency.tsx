/** How fast one service answers: half of the time, and nine times of ten. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { sayTime } from '@/utils/diagnosis/locale';
import type { ServiceId } from '@/utils/model';
import type { RangeData, SeriesPoint } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { AsTable } from './AsTable';
import { JOIN_MS } from './lanes';
import type { PlotWords } from './plot';
import { sayLatency } from './say';

const DAY_MS = 86_400_000;
const ROWS_AT_MOST = 40;

/** Points in which nobody was asked stay, as holes in the line. */
function withHoles(points: readonly SeriesPoint[]): SeriesPoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    const end = point.from + point.spanMs;
    return next !== undefined && next.from - end > Math.max(JOIN_MS, point.spanMs / 2)
      ? [point, { ...point, from: end, latency: null }]
      : [point];
  });
}

/** What was answered in less of the range than this is a speck in the chart. */
const DRAWN_FROM = 1 / 24;

function isLine(points: readonly SeriesPoint[], { from, to }: RangeData): boolean {
  const known = points.filter(({ latency }) => latency !== null);
  return known.reduce((sum, { spanMs }) => sum + spanMs, 0) >= (to - from) * DRAWN_FROM;
}

/** Draws the chart of one service, and the same as a table; the table alone while there is no line to draw. */
export function Latency({
  data,
  service,
  nameOf,
}: {
  data: RangeData;
  service: ServiceId | null;
  nameOf: (id: ServiceId) => string;
}) {
  const { tongue } = useSpeech();
  const known = data.services.filter(({ points }) => points.some(({ latency }) => latency !== null));
  const [picked, setPicked] = useState<ServiceId | null>(null);
  const wanted = service ?? picked;
  const shown = known.find((one) => one.service === wanted) ?? known[0];
  if (shown === undefined) return null;
  return (
    <section class="card">
      <div class="titled">
        <h2>{m.history_latency({}, tongue)}</h2>
        {service === null && (
          <select
            name="latency-of"
            aria-label={m.history_latency_of({}, tongue)}
            value={shown.service}
            onChange={(event) => setPicked(event.currentTarget.value)}
          >
            {known.map((one) => (
              <option key={one.service} value={one.service}>
                {nameOf(one.service)}
              </option>
            ))}
          </select>
        )}
      </div>
      {isLine(shown.points, data) ? (
        <>
          <Chart data={data} points={shown.points} name={nameOf(shown.service)} />
          <PointTable points={shown.points} />
        </>
      ) : (
        <>
          <p class="soft">{m.history_latency_few({}, tongue)}</p>
          <PointTable points={shown.points} open />
        </>
      )}
    </section>
  );
}

function Chart({ data, points, name }: { data: RangeData; points: readonly SeriesPoint[]; name: string }) {
  const { tongue } = useSpeech();
  const into = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let remove = () => {};
    let gone = false;
    const time = (options: Intl.DateTimeFormatOptions) => (seconds: number) =>
      new Intl.DateTimeFormat(tongue.tag, options).format(seconds * 1_000);
    const words: PlotWords = {
      usual: m.history_latency_usual({}, tongue),
      slow: m.history_latency_slow({}, tongue),
      time: m.history_time({}, tongue),
      say: (ms) => sayLatency(ms, tongue),
      when: time({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
      tick: (seconds, stepMs) =>
        time(stepMs < DAY_MS ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' })(
          seconds,
        ),
    };
    const mirrored = document.documentElement.dir === 'rtl';
    const themes = ['(prefers-color-scheme: dark)', 'print'].map((one) => matchMedia(one));
    const draw = () =>
      void import('./plot').then(({ plot }) => {
        remove();
        remove = () => {};
        if (!gone && into.current !== null)
          remove = plot(into.current, withHoles(points), data, words, mirrored);
      });
    draw();
    for (const theme of themes) theme.addEventListener('change', draw);
    return () => {
      gone = true;
      for (const theme of themes) theme.removeEventListener('change', draw);
      remove();
    };
  }, [data, points, tongue.tag]);
  return (
    <div
      class="chart"
      ref={into}
      role="img"
      aria-label={m.history_latency_label({ service: name }, tongue)}
    />
  );
}

function PointTable({ points, open }: { points: readonly SeriesPoint[]; open?: boolean }) {
  const { tongue, now } = useSpeech();
  const each = Math.max(1, Math.ceil(points.length / ROWS_AT_MOST));
  return (
    <AsTable
      open={open}
      columns={[
        m.history_time({}, tongue),
        m.history_latency_usual({}, tongue),
        m.history_latency_slow({}, tongue),
      ]}
      rows={points
        .filter((_, index) => index % each === 0)
        .map(({ from, latency }) => ({
          key: String(from),
          cells: [
            sayTime(from, now, tongue),
            latency === null ? '–' : sayLatency(latency.p50, tongue),
            latency === null ? '–' : sayLatency(latency.p90, tongue),
          ],
        }))}
    />
  );
}
