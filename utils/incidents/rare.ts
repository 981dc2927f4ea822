/** Failures too rare to be told (docs/decisions.md). Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import { isAdmitted } from './admitted';
import type { Incident, State } from './state';

/** So many checks after it was confirmed, and this share of them, make now and then worth a word. */
const RARE_CHECKS = 8;
const RARE_SHARE = 0.25;
/** From this share of places elsewhere on, they bear witness that it is no chance. */
const MANY_ELSEWHERE = 0.5;

/** Tells whether it fails now and then, few elsewhere see it, and since it was confirmed it has not failed often: chance, mostly. */
export function isRareHere({ members, verdict }: Incident, { services }: State): boolean {
  const { places = 0, placesFailing = 0 } = verdict.numbers;
  if (places > 0 && placesFailing >= MANY_ELSEWHERE * places) return false;
  return members.every(({ service, restoredAt }) => {
    const known = services[service];
    if (restoredAt !== null || known?.health !== 'degraded' || isAdmitted(known.report)) return false;
    const since = known.samples.filter(({ at, symptom }) => at > known.healthAt && symptom !== 'void');
    const failing = since.filter(({ symptom }) => isBad(symptom)).length;
    return since.length < RARE_CHECKS || failing < RARE_SHARE * since.length;
  });
}
