/** When nobody was watching or looked less often, and why. */
import { sayDuration } from '@/utils/diagnosis/locale';
import type { GapRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { sayStretch } from './say';

const WHY = {
  asleep: m.history_gap_asleep,
  closed: m.history_gap_closed,
  paused: m.history_gap_paused,
  resting: m.history_gap_resting,
} as const;

/** Says one of them: why, from when to when. */
export function useGapWords(): (gap: GapRow) => string {
  const { tongue, now } = useSpeech();
  return (gap) => `${WHY[gap.why]({}, tongue)} · ${sayStretch(gap, now, tongue)}`;
}

/** Lists them as a table, newest first. */
export function GapTable({ gaps }: { gaps: readonly GapRow[] }) {
  const { tongue, now } = useSpeech();
  if (gaps.length === 0) return null;
  return (
    <details class="as-table gaps">
      <summary>{m.history_gaps({}, tongue)}</summary>
      <div class="scroll">
        <table>
          <tbody>
            {[...gaps].reverse().map((gap) => (
              <tr key={gap.from} data-gap={gap.why}>
                <th scope="row">{WHY[gap.why]({}, tongue)}</th>
                <td>{sayStretch(gap, now, tongue)}</td>
                <td>{sayDuration(gap.to - gap.from, tongue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
