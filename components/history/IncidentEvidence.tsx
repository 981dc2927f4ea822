/** Who was asked about an incident, and what they said. */
import { evidenceWords, lineIdOf, whoAmong } from '@/utils/diagnosis/explain-evidence';
import { sayTime } from '@/utils/diagnosis/locale';
import type { EvidenceLine, ServiceId } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Fold } from '../Fold';
import { useSpeech } from '../words';
import { sayMoment } from './say';
import { minuteOf, partsOf } from './story';

/** Draws it: one part for each service and minute, the last one unfolded. */
export function IncidentEvidence({ row, nameOf }: { row: IncidentRow; nameOf: (id: ServiceId) => string }) {
  const { tongue, now } = useSpeech();
  const parts = partsOf(row);
  if (parts.length === 0) return null;
  return (
    <section class="card">
      <h2>{m.page_evidence({}, tongue)}</h2>
      {parts.map(({ at, service, lines }, index) => (
        <Fold key={`${service} ${minuteOf(at)}`} class="as-table" opened={index === parts.length - 1}>
          <summary>
            <bdi>{nameOf(service)}</bdi> · {sayTime(at, now, tongue)}
          </summary>
          <ul class="answers">
            {portalFirst(lines).map((line) => (
              <li key={lineIdOf(line)} data-evidence={line.source}>
                <span class="who">{whoAmong(line, lines, tongue)}</span>
                <span>{evidenceWords(line, tongue, at).said}</span>
                <time>{sayMoment(line.at, { from: line.at, to: at }, tongue)}</time>
              </li>
            ))}
          </ul>
        </Fold>
      ))}
    </section>
  );
}

/** Who answered in the place of others explains what all of them seem to say. */
function portalFirst(lines: readonly EvidenceLine[]): EvidenceLine[] {
  const isPortal = ({ said }: EvidenceLine) => said.kind === 'portal';
  return [...lines.filter(isPortal), ...lines.filter((line) => !isPortal(line))];
}
