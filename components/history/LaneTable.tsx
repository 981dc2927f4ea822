/** The timeline's legend, and the timeline as a table. */

import { sayDuration } from '@/utils/diagnosis/locale';
import type { ServiceId } from '@/utils/model';
import { m } from '@/utils/words/messages';
import type { Tone } from '../Shape';
import { useSpeech } from '../words';
import { AsTable } from './AsTable';
import type { Lane } from './lanes';
import type { OwnLine } from './own-line';
import { sayCount, sayUptime } from './say';
import { lengthOf } from './stretches';

/** Says what each kind of bar means. */
export function Legend() {
  const { tongue } = useSpeech();
  const entries: readonly (readonly [Tone, string])[] = [
    ['theirs', m.history_legend_down({}, tongue)],
    ['slow', m.history_legend_slow({}, tongue)],
    ['planned', m.history_legend_planned({}, tongue)],
    ['yours', m.history_legend_yours({}, tongue)],
  ];
  return (
    <p class="legend small soft" aria-hidden="true">
      <span>
        <i class="sample watched" />
        {m.history_legend_up({}, tongue)}
      </span>
      {entries.map(([tone, text]) => (
        <span key={tone}>
          <i class={`sample ${tone === 'slow' ? 'slow' : `outage ${tone}`}`} />
          {text}
        </span>
      ))}
      <span>
        <i class="sample" />
        {m.history_legend_gap({}, tongue)}
      </span>
    </p>
  );
}

/** Draws the table: how long each was out of reach. */
export function LaneTable({
  lanes,
  own,
  nameOf,
}: {
  lanes: readonly Lane[];
  own: OwnLine;
  nameOf: (id: ServiceId) => string;
}) {
  const { tongue } = useSpeech();
  const lasted = (ms: number) => (ms === 0 ? '–' : sayDuration(ms, tongue));
  return (
    <AsTable
      columns={[
        m.history_service({}, tongue),
        m.history_uptime({}, tongue),
        m.history_outages({}, tongue),
        m.history_col_out({}, tongue),
      ]}
      rows={[
        {
          key: '',
          cells: [
            m.history_own_lane({}, tongue),
            sayUptime(own.share, tongue),
            sayCount(own.stretches.length, tongue),
            lasted(own.lasted),
          ],
        },
        ...lanes.map((lane) => {
          const out = lane.blocks.filter(({ tone }) => tone !== 'slow' && tone !== 'planned');
          const cells = [
            nameOf(lane.service),
            sayUptime(lane.uptime, tongue),
            sayCount(out.length, tongue),
            lasted(lengthOf(out)),
          ];
          return { key: lane.service, cells };
        }),
      ]}
    />
  );
}
