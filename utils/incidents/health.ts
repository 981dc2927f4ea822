/** One service's health over time: suspect, down, recovering, up. Pure. */
import { isSeenFromHere } from '@/utils/diagnosis/from-here';
import { isOwnSide } from '@/utils/diagnosis/side';
import { isBad, SOFT } from '@/utils/diagnosis/symptom';
import type { EpochMs, Health, Judgement, Verdict } from '@/utils/model';
import { asBeforeSaid, CONTRADICTED, isContradicted, isSaidToWork, takenAtWord } from './correct';
import { isDecided, isUnexplained } from './counted';
import { FAR_ENOUGH } from './far-looks';
import { OK, onAnswerInIncident } from './recovery';
import { fitsSince, isMixed, isSlow, isSteady, lastTelling, runOf } from './samples';
import { awaited, ended, informed, ownFault, released, reworded, shown, suspected } from './shown';
import { NO_VERDICT, type ServiceState } from './state';

/** Soft answers in a row before they mean anything; bad ones in a row that end a recovery. */
const ROW = 3;
/** Fits of failure, with good answers between, that do the same. */
const FITS = 2;
/** A fault that stays undecided this long is shown as not known. */
const UNDECIDED_MS = 120_000;
/** Confirmed this often within an hour, a service flaps. */
const FLAPS = 3;
const FLAP_WINDOW_MS = 3_600_000;

/**
 * Moves one service's health on, given what diagnosis makes of it. Safe to repeat: it counts samples, not calls.
 * `grace` is true just after waking or a network change, when no failure counts yet.
 */
export function advanceHealth(
  service: ServiceState,
  judged: Judgement,
  now: EpochMs,
  grace: boolean,
): ServiceState {
  const last = lastTelling(service.samples);
  if (last === undefined) return service;
  // What was last heard is older than what was cut off since: it says nothing of now.
  if (service.samples.at(-1)?.symptom === 'void') return awaited(service, now);
  if (isOwn(service, judged) && last.symptom !== 'answers') return ownFault(service, judged, now);
  const bad = isBad(last.symptom);
  // Whether the own fault is over is not known before the controls have been asked again.
  if (bad && service.held !== null && judged.gate === null) return service;
  const freed = released(service);
  if (bad) return onFailure(freed, judged, now, grace);
  if (SOFT.has(last.symptom)) return onSoft(freed, judged, now);
  return onAnswer(freed, judged, now);
}

/** A fault of one's own that leaves nothing to say about any service. A slow line does not hide a known outage. */
function isOwn({ inIncident, held }: ServiceState, { gate, verdict }: Judgement): boolean {
  return gate === 'own' || (verdict.name === 'local_slow' && !inIncident && held === null);
}

function onFailure(service: ServiceState, judged: Judgement, now: EpochMs, grace: boolean): ServiceState {
  if (grace) return service.inIncident ? service : suspected(service, now);
  if (service.inIncident) return onFailureInIncident(service, judged, now);
  if (judged.verdict.name === 'blocked_extension') return onBlockedHere(service, judged, now);
  if (service.health === 'maintenance' && isPlanned(service)) return service;
  if (isContradicted(service, now)) return shown(service, 'unknown', CONTRADICTED, judged, now);
  if (knewMore(service, judged)) return heldBack(service, judged, now);
  // What came and went before says nothing of whose side this failure is on.
  const row = runOf(service.samples, isBad).length;
  const mixed = row >= ROW && isMixedFault(service, judged, now) && !isOwnSide(judged.verdict);
  const sure = judged.confirmed || mixed;
  if (sure && isDecided(judged.verdict)) return confirmed(service, judged, now);
  return undecided(service, judged, now);
}

/** Places elsewhere had an answer to the same failure, and are only not asked again yet. */
function knewMore({ basis, failingSince }: ServiceState, judged: Judgement): boolean {
  const answered = basis.places && failingSince !== null && basis.at >= failingSince;
  return answered && judged.elsewhere === null && judged.symptom === basis.symptom && !judged.resolversFail;
}

/** What they said holds, and it is not being checked for ever. */
function heldBack(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (service.health !== 'suspect') return service;
  return { ...undecided(service, judged, now), basis: service.basis };
}

/** Work that was announced goes on while the service says so itself. */
function isPlanned({ samples }: ServiceState): boolean {
  return lastTelling(samples)?.symptom === 'maintenance';
}

function onBlockedHere(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const blocked = runOf(service.samples, isBad).length >= ROW;
  return blocked ? shown(service, 'blocked', judged.verdict, judged, now) : suspected(service, now);
}

/** Fails, and nobody can say why: first it is being checked; after two minutes it is down, by what fault is not known. */
function undecided(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const since = service.failingSince ?? now;
  const settled = judged.confirmed && isHeardOut(judged.verdict);
  if (judged.gate === null || (now - since < UNDECIDED_MS && !settled)) {
    return informed(isShownUndecided(service) ? service : suspected(service, now), judged, now);
  }
  const verdict = judged.verdict.scope === 'unknown' ? judged.verdict : NO_VERDICT;
  const isSure = judged.confirmed && !isSeenFromHere(verdict);
  return shown(service, isSure ? 'down' : 'unknown', verdict, judged, now);
}

/** Nobody else can be waited for, or places far and near were asked and none of them sees it. */
function isHeardOut(verdict: Verdict): boolean {
  const { far = 0 } = verdict.numbers;
  return isSeenFromHere(verdict) || (verdict.name === 'local_only_5xx' && far >= FAR_ENOUGH);
}

function isShownUndecided(service: ServiceState): boolean {
  return isUnexplained(service) && (service.health === 'down' || service.verdict.rule !== NO_VERDICT.rule);
}

function confirmed(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (judged.verdict.name === 'maintenance')
    return shown(service, 'maintenance', judged.verdict, judged, now);
  const confirmedAt = confirmations(service, now);
  const health = confirmedAt.length >= FLAPS ? 'flapping' : mixedOrDown(service, now);
  return { ...shown(service, health, judged.verdict, judged, now), confirmedAt, inIncident: true };
}

function confirmations(service: ServiceState, now: EpochMs): EpochMs[] {
  return [...service.confirmedAt.filter((at) => at > now - FLAP_WINDOW_MS), now];
}

function onFailureInIncident(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (isSaidToWork(service)) {
    return isContradicted(service, now)
      ? takenAtWord(service, judged, now)
      : onFailureInIncident(asBeforeSaid(service), judged, now);
  }
  const next = reworded(service, judged, now);
  if (service.health === 'flapping') return next;
  if (service.health === 'recovering') return relapsed(next, now);
  const health = troubledHealth(next, now);
  return health === service.health ? next : { ...next, health, healthAt: now };
}

function troubledHealth(service: ServiceState, now: EpochMs): Health {
  // Nobody else sees it: no outage any more, and not known whose fault it is.
  if (service.verdict.scope === 'unknown') return 'unknown';
  return service.health === 'degraded' && !isSteady(service.samples) ? 'degraded' : mixedOrDown(service, now);
}

/** One bad answer while recovering is forgiven; a failed burst, or one and another, is the same outage, going on. */
function relapsed(service: ServiceState, now: EpochMs): ServiceState {
  const row = runOf(service.samples, isBad).length;
  const again = fitsSince(service.samples, service.healthAt) >= FITS;
  if (row < ROW && !again) return service;
  const confirmedAt = row < ROW ? service.confirmedAt : confirmations(service, now);
  const failing = row < ROW ? 'degraded' : 'down';
  const health = confirmedAt.length >= FLAPS ? 'flapping' : failing;
  const verdict = service.verdict.scope === 'none' ? (service.before ?? service.verdict) : service.verdict;
  return { ...service, confirmedAt, health, healthAt: now, verdict, before: null };
}

const REFUSED: ReadonlySet<Verdict['name']> = new Set<Verdict['name']>(['access_denied', 'geo_block']);

function onSoft(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  const row = runOf(service.samples, (symptom) => SOFT.has(symptom)).length;
  // Who says how long to stay away is not asked again to make sure.
  const last = lastTelling(service.samples);
  const isTold = last?.symptom === 'rate' && last.retryAfterMs != null;
  if (row < ROW && !isTold) return service;
  const { name } = judged.verdict;
  const health = name === 'maintenance' ? name : REFUSED.has(name) ? 'blocked' : 'up';
  return ended(shown(service, health, judged.verdict, judged, now));
}

function onAnswer(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState {
  if (service.inIncident) return onAnswerInIncident(service, judged, now);
  if (isSlow(service.samples)) {
    const slow = onSlow(service, judged, now);
    if (slow !== null) return slow;
  }
  if (isMixedFault(service, judged, now) && judged.gate === 'clear' && judged.verdict.scope === 'global') {
    return confirmed(service, judged, now);
  }
  const verdict = judged.verdict.name === 'feature_down' ? judged.verdict : OK;
  return ended(shown(service, 'up', verdict, judged, now));
}

function isMixedFault(service: ServiceState, judged: Judgement, now: EpochMs): boolean {
  const seenElsewhere = judged.elsewhere === 'mixed' || judged.elsewhere === 'all';
  return isMixed(service.samples, now, seenElsewhere);
}

function onSlow(service: ServiceState, judged: Judgement, now: EpochMs): ServiceState | null {
  if (judged.verdict.name !== 'degraded_slow') return null;
  return { ...shown(service, 'degraded', judged.verdict, judged, now), inIncident: true };
}

function mixedOrDown(service: ServiceState, now: EpochMs): 'degraded' | 'down' {
  return isMixed(service.samples, now) ? 'degraded' : 'down';
}
