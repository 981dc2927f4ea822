/** The headline in words. Pure. */

import type { EpochMs, Lead, ServiceId, Verdict, VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { ALONE, explainVerdict, isEverywhere, type Words } from './explain';
import { headlineOf } from './explain-headline';
import { isSeenFromHere } from './from-here';
import { FOR_GOOD, sayNames, sayTime, sayTogether, type Tongue } from './locale';
import { ownWord } from './own-word';
import { type Around, isUnwitnessed } from './sentence';
import { isTheirSide } from './side';

/** Headline, second line, how we know, what to do. */
export interface LeadWords extends Words {
  headline: string;
}

/** Puts what leads into words. `total` is the number of favourites; `around`: what is known where it is shown. */
export function explainLead(
  lead: Lead,
  nameOf: (id: ServiceId) => string,
  total: number,
  tongue: Tongue,
  now: EpochMs,
  around: Around | null = null,
): LeadWords {
  const services = sayNames(lead.services.map(nameOf), tongue);
  const words = explainVerdict(asSeen(lead), services, tongue, lead.everyone, around, lead.services.length);
  const said = { ...words, ...special(lead, services, total, tongue), ...fromHere(lead, words) };
  return {
    ...said,
    todo: withPromise(lead, said.todo, tongue),
    headline: headlineOf(lead, services, total, tongue),
    ...before(lead, nameOf, words, tongue, now),
  };
}

/** What comes and goes, or comes back, is said of what was seen: of that there is no doubt. */
function asSeen({ verdict, mood }: Lead): Verdict {
  return mood === 'flapping' || mood === 'recovering' ? { ...verdict, confidence: 'high' } : verdict;
}

/** Says until when nothing is checked. */
export function pausedLine(until: EpochMs, now: EpochMs, tongue: Tongue): string {
  if (until >= FOR_GOOD) return m.lead_paused_ever_line({}, tongue);
  return m.lead_paused_line({ time: sayTime(until, now, tongue) }, tongue);
}

/** Of a private host the headline says all there is to say. */
function fromHere({ verdict, mood }: Lead, { because }: Words): Partial<Words> {
  return mood === 'plain' && isSeenFromHere(verdict) ? { line: because, because: '' } : {};
}

/** That its end will be told is said only where it will. */
function withPromise({ promised, mood }: Lead, todo: string | null, tongue: Tongue): string | null {
  if (promised !== true || mood !== 'plain') return todo;
  return sayTogether([todo ?? '', m.lead_will_tell({}, tongue)], tongue);
}

function before(
  lead: Lead,
  nameOf: (id: ServiceId) => string,
  words: Words,
  tongue: Tongue,
  now: EpochMs,
): Partial<Words> {
  if (lead.before === null) return {};
  const services = sayNames(lead.before.services.map(nameOf), tongue);
  const time = sayTime(lead.before.at, now, tongue);
  return { because: sayTogether([words.because, m.lead_before_line({ services, time }, tongue)], tongue) };
}

/** Moods that have a second line of their own. */
function special(lead: Lead, services: string, total: number, tongue: Tongue): Partial<Words> {
  switch (lead.mood) {
    case 'first-run':
      return { ...ALONE, line: m.lead_first_run_line({}, tongue) };
    case 'paused':
      return { ...ALONE, line: '' };
    case 'checking':
      return {
        ...ALONE,
        line:
          lead.services.length === 0
            ? m.lead_first_check_line({}, tongue)
            : lead.silent === true
              ? m.lead_silent_line({}, tongue)
              : lead.othersAnswer === true
                ? m.lead_others_answer_line({}, tongue)
                : '',
      };
    case 'said-works':
      return {};
    case 'known-block':
      return { ...ALONE, line: m.lead_known_block_line({ services }, tongue) };
    case 'woke-up':
      return { ...ALONE, line: m.lead_woke_up_line({}, tongue) };
    case 'flapping':
      return { line: m.lead_flapping_line({ services }, tongue) };
    case 'recovering':
      return { ...ALONE, line: m.lead_not_steady_line({}, tongue) };
    case 'plain':
      return plainLine(lead, services, total, tongue);
    default:
      return lead.mood satisfies never;
  }
}

function plainLine(lead: Lead, services: string, total: number, tongue: Tongue): Partial<Words> {
  if (lead.verdict.name === 'ok') {
    const line = lead.limited
      ? m.lead_reachable_line({}, tongue)
      : m.lead_all_answer_line({ count: total }, tongue);
    return { ...ALONE, line };
  }
  const apart = lead.apart === true ? { ...ALONE, because: m.lead_apart_line({}, tongue) } : {};
  if (lead.services.length < 2 || lead.headline !== 'not-just-you') return apart;
  return { line: manyDown(lead, services, tongue), ...apart };
}

function manyDown({ verdict, services, everyone }: Lead, names: string, tongue: Tongue): string {
  const down = { ...verdict, name: 'service_down' } as const;
  return explainVerdict(down, names, tongue, everyone, null, services.length).line;
}

/**
 * Says in one line what an incident of one or many services is or, once it is over, was; `saidBy`: who ended it by their
 * word. What is about no service is a fault of one's own.
 */
export function incidentLine(
  verdict: Verdict,
  names: readonly string[],
  tongue: Tongue,
  isOver: boolean,
  saidBy: 'you' | 'person' | null = null,
  everyone: boolean = isEverywhere(verdict),
): string {
  const services = sayNames(names, tongue);
  const { length } = names;
  if (length === 0) return ownWord(verdict, tongue);
  if (isOver && saidBy !== null)
    return (saidBy === 'you' ? m.past_you_said_works : m.past_said_works)({ services }, tongue);
  if (isOver) return pastLine(verdict, names, services, tongue);
  const told = length > 1 && DOWN.has(verdict.name) ? { ...verdict, name: 'service_down' as const } : verdict;
  return explainVerdict(told, services, tongue, everyone, null, length).line;
}

function pastLine(verdict: Verdict, { length }: readonly string[], services: string, tongue: Tongue): string {
  const everyone = isEverywhere(verdict);
  if (isUnwitnessed(verdict)) return m.past_probably({ services, count: length }, tongue);
  if (length > 1 && DOWN.has(verdict.name)) {
    return (everyone ? m.past_many_everyone : m.past_many_others)({ services }, tongue);
  }
  // Answers that are broken are an outage only where they are many; alone they are trouble.
  if (DOWN.has(verdict.name) && verdict.name !== 'service_5xx') {
    return (everyone ? m.past_one_everyone : m.past_one_others)({ service: services }, tongue);
  }
  if (verdict.name === 'maintenance') return m.verdict_maintenance_line({ service: services }, tongue);
  if (isTheirSide(verdict.scope)) return m.past_trouble({ services }, tongue);
  return m.past_yours({ services }, tongue);
}

const DOWN: ReadonlySet<VerdictName> = new Set<VerdictName>([
  'service_down',
  'service_5xx',
  'dns_authoritative',
  'bgp_withdrawn',
  'shared_provider',
]);

/** It ended only because the person said that it works: whatever was thought, nobody saw it answer. */
export function isSaidToWork({
  members,
  closedAt,
}: {
  members: readonly { said?: boolean }[];
  closedAt: EpochMs | null;
}): boolean {
  return closedAt !== null && members.length > 0 && members.every(({ said }) => said === true);
}
