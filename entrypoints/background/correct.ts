/** "Not what you see?": takes a person at their word, and keeps the situation for replay. */
import { controls } from '@/utils/catalogue/controls';
import { type Correction, caseOf, type Says } from '@/utils/diagnosis/case';
import { saidToFail, saidToWork } from '@/utils/incidents/correct';
import { evidenceOf } from '@/utils/incidents/evidence';
import type { State } from '@/utils/incidents/state';
import type { Reason } from '@/utils/incidents/step';
import type { EpochMs, ServiceId, Watched } from '@/utils/model';
import { addCorrection } from '@/utils/store/corrections';
import type { createTick } from '@/utils/tick';
import { logged } from './guard';

const CONTROLS = controls.map((control) => ({ ...control, id: control.target.id }));

/** Applies what was said at once, and asks again; resolves when what was said is kept, before the answers come. */
export async function correct(
  service: ServiceId,
  says: Says,
  tick: ReturnType<typeof createTick>,
): Promise<void> {
  const made: Correction[] = [];
  await new Promise<void>((kept, failed) => {
    const reason: Reason = {
      wanted: [service],
      seen: [],
      change: (state, watched, now) => {
        const situation = correctionOf(state, watched, service, says, now);
        if (situation !== null) made.push(situation);
        return says === 'works' ? saidToWork(state, service, now) : saidToFail(state, service, now);
      },
      kept,
    };
    tick(reason).then(kept, (problem: unknown) => {
      // Whoever asked may have been answered by then.
      logged(problem);
      failed(problem);
    });
  });
  for (const one of made) await addCorrection(one);
}

function correctionOf(
  state: State,
  watched: readonly Watched[],
  id: ServiceId,
  says: Says,
  now: EpochMs,
): Correction | null {
  const service = state.services[id];
  if (service === undefined) return null;
  const situation = { now, online: navigator.onLine, local: null, watched, guests: [], controls: CONTROLS };
  const evidence = evidenceOf(state, service, situation);
  const { rule, name, scope } = service.verdict;
  const about = `Shown as ${service.health}; the person says it ${says}.`;
  return { ...caseOf(evidence, { about, rule, verdict: name, scope }), says };
}
