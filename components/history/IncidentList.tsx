/** The incidents of a range, newest first; each opens to its whole story. */
import { useState } from 'preact/hooks';
import { sayDuration, sayNames, sayTime } from '@/utils/diagnosis/locale';
import type { ServiceId } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Shape } from '../Shape';
import { useSpeech } from '../words';
import { Marks } from './Marks';
import { hashOf, isOwnFault, type Place, sideOfIncident, toneOfIncident } from './place';
import { sayIncident } from './say';

interface Props {
  incidents: readonly IncidentRow[];
  place: Place;
  nameOf: (id: ServiceId) => string;
}

/** Keeps the incidents that the filters let through. */
export function filtered(
  { incidents, place, nameOf }: Props,
  say: (row: IncidentRow) => string,
): IncidentRow[] {
  const wanted = place.text.trim().toLowerCase();
  return incidents
    .filter((row) => place.service === null || row.members.some(({ service }) => service === place.service))
    .filter((row) => place.side === null || sideOfIncident(row) === place.side)
    .filter((row) => {
      const names = row.members.map(({ service }) => nameOf(service)).join(' ');
      return `${names} ${say(row)}`.toLowerCase().includes(wanted);
    })
    .sort((a, b) => b.openedAt - a.openedAt);
}

/**
 * A time without incidents: calm, or one's own side was in trouble, or checks failed, too many for chance, and nothing
 * tells why.
 */
export type Quiet = 'calm' | 'own' | 'unexplained';

const NONE = {
  calm: ['well', m.history_no_incidents],
  own: ['yours', m.history_only_own],
  unexplained: ['unknown', m.history_unexplained],
  filtered: ['unknown', m.history_no_match],
} as const;

/** So many before "show all". */
const FIRST = 12;

/** Draws the list. `quiet`: what is so where there is no incident at all. */
export function IncidentList({ quiet, ...props }: Props & { quiet: Quiet }) {
  const { tongue, now } = useSpeech();
  const names = (row: IncidentRow) => row.members.map(({ service }) => props.nameOf(service));
  const line = (row: IncidentRow) => sayIncident(row, names(row), tongue);
  const found = filtered(props, line);
  const [all, setAll] = useState(false);
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <section class="card">
      <h2>{m.history_incidents({}, tongue)}</h2>
      <p class="hidden" role="status">
        {m.history_found({ count: found.length }, tongue)}
      </p>
      {shown.length === 0 ? (
        <None why={props.incidents.length > 0 ? 'filtered' : quiet} />
      ) : (
        <ol class="incidents">
          {shown.map((row) => (
            <li key={row.id}>
              <a href={hashOf({ ...props.place, incident: row.id }, now)}>
                <Shape tone={toneOfIncident(row)} />
                <Marks of={row.members} nameOf={props.nameOf} atMost={2} />
                <span class="what">
                  <b>
                    <bdi>
                      {isOwnFault(row) ? m.history_own_faults({}, tongue) : sayNames(names(row), tongue)}
                    </bdi>
                  </b>
                  <span>{line(row)}</span>
                </span>
                <span class="when">
                  <span>{sayTime(row.openedAt, now, tongue)}</span>
                  <b class={row.closedAt === null ? toneOfIncident(row) : ''}>
                    {row.closedAt === null
                      ? m.page_ongoing({}, tongue)
                      : sayDuration(row.closedAt - row.openedAt, tongue)}
                  </b>
                </span>
              </a>
            </li>
          ))}
        </ol>
      )}
      {found.length > shown.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          {m.history_show_all({ count: found.length }, tongue)}
        </button>
      )}
    </section>
  );
}

function None({ why }: { why: Quiet | 'filtered' }) {
  const { tongue } = useSpeech();
  const [tone, words] = NONE[why];
  return (
    <p class="calm">
      <Shape tone={tone} />
      {words({}, tongue)}
    </p>
  );
}
