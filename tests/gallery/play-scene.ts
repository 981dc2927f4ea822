/** Plays recorded situations through the pure pipe over some minutes, to the view that the popup then reads. */
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Case } from '@/utils/diagnosis/case';
import { judge } from '@/utils/diagnosis/judge';
import { isBad } from '@/utils/diagnosis/symptom';
import { withBar } from '@/utils/incidents/absorb';
import { advance, withWatched } from '@/utils/incidents/advance';
import { emptyState } from '@/utils/incidents/initial-state';
import { SAMPLES_KEPT, type ServiceState, type State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import type { EpochMs, Evidence, Sample, Settings, SparkBar, View } from '@/utils/model';
import { evidenceOfCase } from '../unit/read-case';

export const NOW = Date.UTC(2026, 0, 15, 12);
export const STEP_MS = 15_000;
const HOUR_MS = 3_600_000;

/** From so many minutes ago until the next phase, this is how it was for these services. */
export interface Phase {
  minutes: number;
  situation: Case;
  subjects: readonly string[] | 'all';
}

/** Where the places of the recorded situations stand; "near" ones are the reader's own country. */
const CITIES: Readonly<Record<string, readonly [string, number, number]>> = {
  SA: ['Riyadh', 24.7, 46.7],
  FR: ['Paris', 48.9, 2.3],
  US: ['Ashburn', 39, -77.5],
  JP: ['Tokyo', 35.7, 139.7],
  BR: ['São Paulo', -23.5, -46.6],
  DE: ['Frankfurt', 50.1, 8.7],
  GB: ['London', 51.5, -0.1],
  SG: ['Singapore', 1.3, 103.8],
  AU: ['Sydney', -33.9, 151.2],
};

export const NAMES = Object.fromEntries(controls.map((control) => [control.target.id, control.operator]));
const INFO = controls.map((control) => ({ ...control, id: control.target.id }));

/** Plays an hour that was well until the first phase, and gives the view at the end of it. */
export function play(settings: Settings, phases: readonly Phase[]): View {
  const watched = watchedOf(settings, catalogue);
  const ids = watched.map((one) => one.id);
  let state = withWatched(emptyState(1), ids, NOW - HOUR_MS);
  for (let at = NOW - HOUR_MS; at <= NOW; at += STEP_MS) {
    const phase = phases.findLast((one) => at > NOW - one.minutes * 60_000);
    const trouble = phase === undefined ? null : { ...phase, from: NOW - phase.minutes * 60_000 };
    state = stepOf(state, trouble, settings, at).state;
  }
  return viewOf(state, watched, settings, NAMES, NOW);
}

/** What is wrong, with whom, and since when. */
export interface Trouble {
  from: EpochMs;
  situation: Case;
  subjects: readonly string[] | 'all';
}

/** Takes one step as the background would, after everybody has answered; `trouble` is null while all is well. */
export function stepOf(
  state: State,
  trouble: Trouble | null,
  settings: Settings,
  now: EpochMs,
): Pick<ReturnType<typeof advance>, 'state' | 'notices'> {
  const watched = watchedOf(settings, catalogue);
  const evidence = trouble === null ? null : evidenceOfCase(lasting(trouble, now));
  const judged = evidence === null ? null : judge(evidence);
  const services = Object.fromEntries(
    Object.entries(state.services).map(([id, service]) => {
      const subject = trouble !== null && (trouble.subjects === 'all' || trouble.subjects.includes(id));
      return [id, subject && evidence !== null ? seenIn(service, evidence, now) : answering(service, now)];
    }),
  );
  const seen = { ...state, services, lastTickAt: now, controls: controlsOf(state, evidence, now) };
  const online = evidence?.online ?? true;
  const situation = { now, online, local: null, watched, guests: [], controls: INFO };
  return advance(seen, [], new Set(), situation, settings, (one) => judged ?? judge(one));
}

/** The longer it goes on, the more answers there are. */
function lasting({ situation, from }: Trouble, now: EpochMs): Case {
  const steps = Math.min(SAMPLES_KEPT, Math.floor((now - from) / STEP_MS));
  const here = Array.from({ length: 1 + steps }, () => situation.here).flat();
  return { ...situation, here: here.slice(0, Math.max(situation.here.length, steps)) };
}

function withSample(service: ServiceState, sample: Sample, bar: SparkBar): ServiceState {
  const samples = [...service.samples, sample].slice(-SAMPLES_KEPT);
  return { ...service, samples, bars: withBar(service.bars, sample.at, bar) };
}

/** An answer takes its own time at each service, and longer in the evening. */
function usualMs(id: string, at: EpochMs): number {
  const own = [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 97, 7);
  const wander = ((at / 60_000) * 37 + own * 11) % 29;
  return Math.round(90 + own * 2 + wander + 24 * (1 + Math.sin((at / 86_400_000) * 2 * Math.PI)));
}

function answering(service: ServiceState, at: number): ServiceState {
  const sample: Sample = {
    at,
    symptom: 'answers',
    tookMs: usualMs(service.id, at),
    status: 200,
    how: 'probe',
    retryAfterMs: null,
  };
  return { ...withSample(service, sample, 'up'), lastAnswerAt: at, goodSince: service.goodSince ?? at };
}

function seenIn(service: ServiceState, evidence: Evidence, at: number): ServiceState {
  const { samples, resolvers, report, vantages, routing } = evidence;
  const sample = samples[Math.floor(at / STEP_MS) % samples.length];
  if (sample === undefined) return service;
  const failingSince = isBad(sample.symptom) ? (service.failingSince ?? at) : service.failingSince;
  const fresh = Math.max(at - 20_000, failingSince ?? 0);
  return {
    ...withSample(service, { ...sample, at }, barOf(sample)),
    failingSince,
    goodSince: isBad(sample.symptom) ? null : (service.goodSince ?? at),
    resolvers: resolvers.map((one) => ({ ...one, at: fresh })),
    report: report === null ? null : { ...report, at: fresh, wordsAt: at - 300_000 },
    vantages: vantages.map((one) => placed({ ...one, at: fresh })),
    routing: routing.map((one) => ({ ...one, at: fresh, prefix: '129.134.30.0/24' })),
  };
}

function placed(seen: Evidence['vantages'][number]): Evidence['vantages'][number] {
  const [city, latitude, longitude] = CITIES[seen.country] ?? [seen.country, 0, 0];
  // The reader's country is asked in two places.
  if (seen.near === 'country') return { ...seen, city: 'Jeddah', latitude: 21.5, longitude: 39.2 };
  return { ...seen, city, latitude, longitude };
}

function barOf({ symptom }: Sample): SparkBar {
  if (symptom === 'slow') return 'slow';
  if (!isBad(symptom)) return 'up';
  return 'down';
}

function controlsOf(state: State, evidence: Evidence | null, now: number): State['controls'] {
  if (evidence === null) return state.controls;
  return Object.fromEntries(evidence.controls.map(({ seen }) => [seen.target, { ...seen, at: now - 4_000 }]));
}
