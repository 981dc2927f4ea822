/** The range in a few numbers. */

import { sayDuration } from '@/utils/diagnosis/locale';
import type { RangeData } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { type Lane, totalsOf } from './lanes';
import type { OwnLine } from './own-line';
import { sayCount, sayUptime, toneOfUptime } from './say';

/** Draws the numbers; a line while they are not read yet, so that nothing moves when they come. */
export function Totals({
  data,
  lanes,
  own,
}: {
  data: RangeData | null;
  lanes: readonly Lane[];
  own: OwnLine | null;
}) {
  const { tongue, now } = useSpeech();
  const totals = data === null || own === null ? null : totalsOf(data, lanes, own, now);
  const number = (value: number | undefined) => (value === undefined ? '…' : sayCount(value, tongue));
  return (
    <section class="totals" aria-label={m.history_totals({}, tongue)}>
      <dl>
        <div class={toneOfUptime(totals?.uptime ?? null)}>
          <dt>{m.history_uptime({}, tongue)}</dt>
          <dd>{totals === null ? '…' : sayUptime(totals.uptime, tongue)}</dd>
        </div>
        <div class={totals !== null && totals.outages > 0 ? 'theirs' : ''}>
          <dt>{m.history_outages({}, tongue)}</dt>
          <dd>{number(totals?.outages)}</dd>
        </div>
        <div class={totals !== null && totals.ownFaults > 0 ? 'yours' : ''}>
          <dt>{m.history_own_faults({}, tongue)}</dt>
          <dd>{number(totals?.ownFaults)}</dd>
        </div>
        <div>
          <dt>{m.history_checks({}, tongue)}</dt>
          <dd>{number(totals?.checks)}</dd>
        </div>
      </dl>
      <p class="soft">
        {totals !== null &&
          totals.watched > 0 &&
          m.history_watched(
            {
              count: lanes.filter(({ watched }) => watched.length > 0).length,
              duration: sayDuration(totals.watched, tongue),
              answered: m.history_uptime({}, tongue),
            },
            tongue,
          )}
      </p>
    </section>
  );
}
