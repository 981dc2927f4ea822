/** Which answers of places elsewhere speak of what goes on now: each place once. Pure. */
import type { EpochMs, Symptom, VantageObservation } from '@/utils/model';
import { latestBy } from './latest';
import { placeIdOf } from './place-id';

/**
 * Picks the latest answer of every place (a city and a network) that was given since this fault began. Answers of a
 * look that found it failing in another way tell of another time, as soon as a newer look found enough.
 */
export function placesNow(
  vantages: readonly VantageObservation[],
  since: EpochMs | null,
): VantageObservation[] {
  const told = vantages.filter((seen) => seen.outcome !== 'skipped' && (since === null || seen.at >= since));
  return latestBy(sinceItChanged(told), placeIdOf, ({ at }) => at);
}

/** So many answers make a look that stands by itself. */
const LOOK = 2;

function sinceItChanged(told: readonly VantageObservation[]): VantageObservation[] {
  const looks = [...new Set(told.map((seen) => seen.measurement))]
    .map((id) => told.filter((seen) => seen.measurement === id))
    .sort((a, b) => newestAt(b) - newestAt(a));
  const [newest] = looks;
  const kind = newest === undefined || newest.length < LOOK ? null : kindOf(newest);
  if (kind === null) return [...told];
  const other = looks.findIndex((look) => (kindOf(look) ?? kind) !== kind);
  const kept = other < 0 ? looks : looks.slice(0, other);
  return told.filter((seen) => kept.some((look) => look.includes(seen)));
}

function newestAt(look: readonly VantageObservation[]): EpochMs {
  return Math.max(...look.map((seen) => seen.at));
}

/** How most of a look failed, roughly: one place's timeout is another's refusal. Null when nothing failed. */
function kindOf(look: readonly VantageObservation[]): 'broken' | 'name' | 'certificate' | 'reach' | null {
  const symptom = symptomOfMost(look.filter((seen) => seen.outcome !== 'ok'));
  if (symptom === null) return null;
  if (symptom === '5xx') return 'broken';
  if (symptom === 'dns') return 'name';
  return symptom.startsWith('cert_') ? 'certificate' : 'reach';
}

/** Gives the failure that most of these saw; null when there is none. */
export function symptomOfMost(failing: readonly VantageObservation[]): Symptom | null {
  const counts = new Map<Symptom, number>();
  for (const seen of failing) {
    const symptom = symptomOfVantage(seen);
    counts.set(symptom, (counts.get(symptom) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function symptomOfVantage(seen: VantageObservation): Symptom {
  if (seen.status !== null && seen.status >= 500) return '5xx';
  const type = seen.errorType ?? 'unknown';
  if (type.startsWith('dns.')) return 'dns';
  if (type === 'tcp.timed_out' || seen.outcome === 'timeout') return 'timeout';
  if (type === 'tcp.refused') return 'refused';
  if (type === 'tls.cert.date_invalid') return 'cert_date';
  if (type === 'tls.cert.name_invalid') return 'cert_name';
  if (type.startsWith('tls.')) return 'cert_authority';
  if (type.startsWith('tcp.')) return 'reset';
  return 'failed';
}
