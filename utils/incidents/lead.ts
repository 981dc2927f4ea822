/** What is said first, of all that holds. Pure. */
import { isBad } from '@/utils/diagnosis/symptom';
import type { EpochMs, Lead, Watched } from '@/utils/model';
import { chainOf, sideOf } from './chain';
import { CONTRADICTED, isSaidToWork } from './correct';
import { isCounted } from './counted';
import { isKnownBlock, ORDER } from './lead-order';
import { idsOf, OK, type To, troubleLead } from './lead-trouble';
import { isPaused } from './paused';
import { quietLead } from './quiet-lead';
import { lastTelling, runOf } from './samples';
import { asSeen } from './seen';
import { FRESH_MS, NO_VERDICT, type ServiceState, type State } from './state';
import { isUnheard } from './waking';

/** Chooses what to say first. */
export function leadOf(state: State, watched: readonly Watched[], settings: To, now: EpochMs): Lead {
  const services = watched.flatMap((one) => asSeen(state, one.id) ?? []);
  if (watched.length === 0) return quietLead('cannot-tell', NO_VERDICT, 'first-run');
  if (isPaused(settings, now)) return quietLead('cannot-tell', NO_VERDICT, 'paused');
  if (isUnheard(state, services)) return quietLead('cannot-tell', NO_VERDICT, 'woke-up');
  if (state.own !== null) return ownLead(state, services);
  for (const holds of ORDER) {
    const hit = services.filter((service) => holds(service, state));
    if (hit.length > 0) return troubleLead(state, hit, services, watched, settings);
  }
  return restingLead(state, services, watched, settings, now);
}

/** Chooses what to say while nothing is wrong that is known: all is well only if every one of them is. */
function restingLead(
  state: State,
  services: readonly ServiceState[],
  watched: readonly Watched[],
  settings: To,
  now: EpochMs,
): Lead {
  const asked = services.some((service) => service.samples.length > 0);
  if (!asked) return quietLead('cannot-tell', NO_VERDICT, 'checking');
  const known = services.filter((service) => isKnownBlock(service, state));
  // Where nothing else is watched, what is blocked stays the answer.
  if (known.length === services.length) return troubleLead(state, known, [], watched, settings);
  const doubted = services.filter((one) => !isKnownWell(one) && !isSaidToWork(one) && !known.includes(one));
  if (doubted.length > 0) return checkingLead(state, services, doubted, now);
  const said = services.filter(isSaidToWork);
  if (said.length > 0) {
    const numbers = { controlsOk: controlsSince(state, now - FRESH_MS, now) };
    const lead = quietLead('all-up', { ...CONTRADICTED, numbers }, 'said-works');
    const [first] = said;
    const isElsewhere = first !== undefined && said.every((one) => one.inIncident);
    return { ...lead, services: idsOf(said), ...(isElsewhere && { verdict: first.verdict }) };
  }
  if (known.length > 0) {
    return { ...quietLead('all-up', OK, 'known-block'), services: idsOf(known) };
  }
  const lead = { ...quietLead('all-up', OK, 'plain'), services: idsOf(services) };
  if (!services.some((one) => one.limited)) return lead;
  return { ...lead, limited: true, chain: { ...lead.chain, service: 'passed' } };
}

/** So many failures in a row are worth saying, though it is not known yet why. */
const SILENT_RUN = 3;

function checkingLead(
  state: State,
  services: readonly ServiceState[],
  doubted: readonly ServiceState[],
  now: EpochMs,
): Lead {
  const silent = doubted.filter((one) => runOf(one.samples, isBad).length >= SILENT_RUN);
  const others = services.filter((one) => !doubted.includes(one));
  const well = others.length > 0 && others.every((one) => one.health === 'up');
  const since = Math.min(...doubted.map((one) => one.failingSince ?? now));
  return {
    ...quietLead('cannot-tell', NO_VERDICT, 'checking'),
    services: idsOf(silent.length > 0 ? silent : doubted),
    chain: chainOf({ ...NO_VERDICT, numbers: { controlsOk: controlsSince(state, since, now) } }),
    ...(silent.length > 0 && { silent: true }),
    ...(well && { othersAnswer: true }),
  };
}

/** Controls that have answered since the doubt began, and not too long ago. */
function controlsSince({ controls }: State, since: EpochMs, now: EpochMs): number {
  const isGood = ({ at, outcome, genuine }: State['controls'][string]) =>
    outcome === 'ok' && genuine !== false && at >= since && now - at <= FRESH_MS;
  return Object.values(controls).filter(isGood).length;
}

function isKnownWell({ health, samples }: ServiceState): boolean {
  const last = lastTelling(samples);
  return (health === 'up' || health === 'degraded') && last !== undefined && !isBad(last.symptom);
}

function ownLead(state: State, services: readonly ServiceState[]): Lead {
  const own = state.own ?? { verdict: NO_VERDICT, since: 0 };
  const told = state.incidents.find(
    (incident) =>
      incident.closedAt === null && isCounted(incident.verdict) && incident.confirmedAt < own.since,
  );
  return {
    ...quietLead('just-you', own.verdict, 'plain'),
    services: idsOf(services),
    since: own.since,
    side: sideOf(own.verdict),
    before:
      told === undefined
        ? null
        : { services: told.members.map((member) => member.service), at: told.confirmedAt },
  };
}
