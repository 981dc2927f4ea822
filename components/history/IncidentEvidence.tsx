/** Who was asked about an incident, and what they said: as the popup says it, for each service and minute. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { sayTime } from '@/utils/diagnosis/locale';
import type { ServiceId, Verdict } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Evidence } from '../Evidence';
import type { Judged } from '../evidence-tone';
import { Fold } from '../Fold';
import { useSpeech } from '../words';
import { sayMoment } from './say';
import { minuteOf, partsOf } from './story';

/** Draws it: one part for each service and minute, the last one unfolded, all of them on paper. */
export function IncidentEvidence({ row, nameOf }: { row: IncidentRow; nameOf: (id: ServiceId) => string }) {
  const { tongue, now } = useSpeech();
  const card = useRef<HTMLElement>(null);
  useUnfoldedOnPaper(card);
  const parts = partsOf(row);
  if (parts.length === 0) return null;
  const judged = judgedBy(row.verdict);
  return (
    <section class="card heard" ref={card}>
      <h2>{m.page_evidence({}, tongue)}</h2>
      {parts.map(({ at, service, lines }, index) => (
        <Fold key={`${service} ${minuteOf(at)}`} class="as-table part" opened={index === parts.length - 1}>
          <summary>
            <bdi>{nameOf(service)}</bdi> · {sayTime(at, now, tongue)}
          </summary>
          <Evidence
            lines={lines}
            judged={judged}
            sayAt={(each) => sayMoment(each, { from: each, to: at }, tongue)}
          />
        </Fold>
      ))}
    </section>
  );
}

/** What is said of the whole incident is made of each part. */
function judgedBy(verdict: Verdict): Judged {
  return { verdict, health: verdict.name === 'maintenance' ? 'maintenance' : 'down' };
}

/** Unfolds for the printer what the person left folded, and folds it again. */
function useUnfoldedOnPaper(card: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let folded: HTMLDetailsElement[] = [];
    const unfold = () => {
      folded = [...(card.current?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? [])];
      for (const each of folded) each.open = true;
    };
    const foldAgain = () => {
      for (const each of folded) each.open = false;
    };
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', foldAgain);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', foldAgain);
    };
  }, []);
}
