/** One step of the pipe after gathering: what was seen -> the next state, and what to tell. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Judgement, Notice, Observation, Settings } from '@/utils/model';
import { absorb } from './absorb';
import { withoutMeasurements } from './absorb-vantage';
import { advanceBlocks } from './blocks';
import { isPlainlyWell } from './calm';
import { evidenceOf, type Situation } from './evidence';
import { advanceHealth } from './health';
import { advanceIncidents } from './incident';
import { newService } from './initial-state';
import { withoutOldMutes } from './mutes';
import { tellNotices } from './notice';
import { silentSince } from './own-doubt';
import { advanceOwnFault, isInGrace } from './own-fault';
import { isQuiet } from './quiet-hours';
import { withoutOldReports } from './report-age';
import { lastTelling } from './samples';
import { questioned } from './shown';
import type { ServiceState, State } from './state';
import { tellWishes } from './wishes';

/** Diagnosis as the pipe hands it in: one service's evidence to a judgement. */
type Judge = (evidence: ReturnType<typeof evidenceOf>) => Judgement;

export interface Step {
  state: State;
  judged: ReadonlyMap<string, Judgement>;
  notices: readonly Notice[];
}

/** Takes what was just seen (and measurements that are done) one step on. Safe to repeat with nothing new. */
export function advance(
  before: State,
  seen: readonly Observation[],
  doneMeasurements: ReadonlySet<string>,
  situation: Situation,
  settings: Pick<Settings, 'notifications' | 'tellBack' | 'quietHours' | 'sources'>,
  judge: Judge,
): Step {
  const { now, watched } = situation;
  const told = withoutMeasurements(absorb(before, seen, now), doneMeasurements);
  const absorbed = withoutOldReports(told, watched, settings.sources.providerReports, now);
  const first = judgeAll(absorbed, situation, judge);
  const owned = advanceOwnFault(absorbed, first, now);
  // What failed during a fault of one's own that is over must not be judged by the controls that answer again.
  const isOver = absorbed.own !== null && owned.own === null;
  const judged = isOver ? judgeAll(owned, situation, judge) : first;
  const doubted = owned.own === null && silentSince(owned, now) !== null;
  const grace = doubted || isInGrace(owned, now);
  const services = { ...owned.services };
  for (const [id, judgement] of judged) {
    const service = services[id];
    if (service === undefined || waitsForOwn(owned, service, judgement) || isFromBefore(owned, service))
      continue;
    const next = advanceHealth(service, judgement, now, grace);
    services[id] = doubted ? questioned(next, now) : next;
  }
  const grouped = advanceIncidents(advanceBlocks({ ...owned, services }), watched, now);
  const quiet = isQuiet(settings.quietHours, situation.local);
  const noticed = tellNotices(grouped, watched, { ...settings, quiet }, now);
  const heard = tellWishes(noticed.state, noticed.notices, quiet, now);
  // What was quiet until it is back is quiet about its being back too.
  const state = withoutOldMutes(heard.state, now);
  return { state, judged, notices: [...noticed.notices, ...heard.notices] };
}

/** While a fault of one's own holds, a failure is judged by nobody who does not see that fault. */
function waitsForOwn({ own }: State, { samples }: ServiceState, { gate }: Judgement): boolean {
  const last = lastTelling(samples);
  return own !== null && gate !== 'own' && last !== undefined && isBad(last.symptom);
}

/** That it answered before the computer slept says nothing of now. */
function isFromBefore({ wokeAt }: State, { samples }: ServiceState): boolean {
  const last = samples.at(-1);
  return wokeAt !== null && last !== undefined && last.at < wokeAt && !isBad(last.symptom);
}

/** Judges every service about which there is anything to say; a healthy one needs no thought. */
function judgeAll(state: State, situation: Situation, judge: Judge): Map<string, Judgement> {
  const judged = new Map<string, Judgement>();
  for (const watched of [...situation.watched, ...situation.guests]) {
    const service = state.services[watched.id];
    if (service === undefined || isPlainlyWell(service)) continue;
    judged.set(watched.id, judge(evidenceOf(state, service, situation)));
  }
  return judged;
}

/** Adds services that are new and forgets those that are gone; the rest stays as it was. */
export function withWatched(state: State, ids: readonly string[], now: EpochMs): State {
  const services: Record<string, ServiceState> = {};
  for (const id of ids) services[id] = state.services[id] ?? newService(id, now);
  return { ...state, services };
}
