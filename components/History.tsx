/** A table of incidents, newest first. */

import { incidentLine } from '@/utils/diagnosis/explain-lead';
import { sayDuration, sayNames, sayTime } from '@/utils/diagnosis/locale';
import type { IncidentRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

/** Draws the table. */
export function History({
  incidents,
  nameOf,
}: {
  incidents: readonly IncidentRow[];
  nameOf: (id: string) => string;
}) {
  const { tongue, now } = useSpeech();
  return (
    <main class="page">
      <h1>{m.page_history_title({}, tongue)}</h1>
      <section>
        {incidents.length === 0 ? (
          <p class="soft">{m.page_history_none({}, tongue)}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{m.page_col_when({}, tongue)}</th>
                <th scope="col">{m.page_col_what({}, tongue)}</th>
                <th scope="col">{m.page_col_why({}, tongue)}</th>
                <th scope="col">{m.page_col_long({}, tongue)}</th>
              </tr>
            </thead>
            <tbody>
              {incidents.map((incident) => {
                const names = incident.members.map((member) => nameOf(member.service));
                return (
                  <tr key={incident.id}>
                    <td>{sayTime(incident.openedAt, now, tongue)}</td>
                    <td>
                      <bdi>{sayNames(names, tongue)}</bdi>
                    </td>
                    <td>{incidentLine(incident.verdict, names, tongue)}</td>
                    <td>
                      {incident.closedAt === null
                        ? m.page_ongoing({}, tongue)
                        : sayDuration(incident.closedAt - incident.openedAt, tongue)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </section>
    </main>
  );
}
