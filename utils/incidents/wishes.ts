/** "Tell me when it's back": one notice, once, for a favourite or a guest; forgotten after a day. Pure. */
import { GOOD, isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Notice, ServiceId } from '@/utils/model';
import { caredFor, without } from './guests';
import { OK } from './recovery';
import { lastTelling, runOf } from './samples';
import type { ServiceState, State, Wish } from './state';

const DAY_MS = 86_400_000;
/** One good answer may be luck. */
const GOOD_RUN = 2;

/** Makes a wish, or takes it back. What is not known here cannot be waited for. */
export function wished(state: State, service: ServiceId, on: boolean, now: EpochMs): State {
  if (!on) return { ...state, wishes: without(state.wishes, service) };
  if (!(service in state.services)) return state;
  const wish = state.wishes[service] ?? { at: now, fellAt: null, backAt: null };
  return caredFor({ ...state, wishes: { ...state.wishes, [service]: wish } }, service, now);
}

/**
 * Follows what is waited for, and tells it once it answers again. Nothing is told of what never failed, nor again of
 * what `others` tell at this very step; quiet hours hold it.
 */
export function tellWishes(
  state: State,
  others: readonly Notice[],
  quiet: boolean,
  now: EpochMs,
): { state: State; notices: readonly Notice[] } {
  const notices: Notice[] = [];
  let next = state;
  for (const [id, wish] of Object.entries(state.wishes)) {
    const service = state.services[id];
    const followed = service === undefined || now - wish.at > DAY_MS ? null : follow(wish, service);
    if (followed !== null && (followed.backAt === null || (quiet && followed.fellAt !== null))) {
      if (followed !== wish) next = { ...next, wishes: { ...next.wishes, [id]: followed } };
      continue;
    }
    next = { ...next, wishes: without(next.wishes, id) };
    const isTold = others.some((one) => one.kind === 'closed' && one.services.includes(id));
    if (followed === null || followed.fellAt === null || isTold) continue;
    notices.push(noticeOf(id, followed));
    next = caredFor(next, id, now);
  }
  return { state: next, notices };
}

function follow(wish: Wish, service: ServiceState): Wish {
  const last = lastTelling(service.samples);
  if (last === undefined) return wish;
  const run = runOf(service.samples, (symptom) => GOOD.has(symptom));
  if (service.health === 'up' && !service.inIncident && run.length >= GOOD_RUN) {
    return wish.backAt !== null ? wish : { ...wish, backAt: run[0]?.at ?? last.at };
  }
  if (!isBad(last.symptom) && !service.inIncident) return wish;
  const fellAt = wish.fellAt ?? service.failingSince ?? last.at;
  return wish.fellAt === fellAt && wish.backAt === null ? wish : { ...wish, fellAt, backAt: null };
}

function noticeOf(id: ServiceId, { at, fellAt, backAt }: Wish): Notice {
  return {
    id: `back-${id}-${at}`,
    kind: 'closed',
    about: 'service',
    services: [id],
    back: [],
    family: null,
    verdict: OK,
    everyone: false,
    since: fellAt ?? at,
    until: backAt,
    alert: true,
    mood: 'wished',
  };
}
