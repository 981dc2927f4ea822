/** The few words that stand over everything. Pure. */
import type { Lead } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { explainVerdict } from './explain';
import { isSeenFromHere } from './from-here';
import type { Tongue } from './locale';
import { isUnwitnessed } from './sentence';

/** Says the headline. `service`: the names it is about; `total`: how many favourites there are. */
export function headlineOf(lead: Lead, service: string, total: number, tongue: Tongue): string {
  if (lead.mood === 'first-run') return m.lead_first_run({}, tongue);
  if (lead.mood === 'paused') return m.lead_paused({}, tongue);
  if (lead.mood === 'checking' && lead.services.length > 0) return checkingHeadline(lead, service, tongue);
  if (lead.mood === 'recovering') return m.lead_coming_back({ services: service }, tongue);
  if (lead.mood === 'said-works' || lead.mood === 'known-block') {
    return saidHeadline(total - lead.services.length, total, tongue);
  }
  switch (lead.headline) {
    case 'not-just-you':
      return isUnwitnessed(lead.verdict)
        ? m.lead_probably_not_just_you({}, tongue)
        : m.lead_not_just_you({}, tongue);
    case 'your-area':
      return lead.verdict.scope === 'provider'
        ? m.lead_internet_provider({}, tongue)
        : m.lead_around_you({}, tongue);
    case 'just-you':
      return ownHeadline(lead, tongue);
    case 'cannot-tell':
      return unknownHeadline(lead, service, tongue);
    case 'all-up':
      return lead.limited ? m.lead_reachable({}, tongue) : wellHeadline(lead, service, tongue);
    default:
      return lead.headline satisfies never;
  }
}

function checkingHeadline({ silent, services: { length } }: Lead, services: string, tongue: Tongue): string {
  if (silent === true) {
    return length === 1 ? m.lead_silent({ services }, tongue) : m.lead_silent_many({ count: length }, tongue);
  }
  return length === 1
    ? m.lead_checking_line({ services }, tongue)
    : m.lead_checking_many({ count: length }, tongue);
}

function saidHeadline(answering: number, count: number, tongue: Tongue): string {
  return answering === 0 ? m.lead_none_answers({}, tongue) : m.lead_some_answer({ answering, count }, tongue);
}

function unknownHeadline(
  { verdict, mood, everyone, services, alone }: Lead,
  service: string,
  tongue: Tongue,
): string {
  return mood === 'plain' && isSeenFromHere(verdict)
    ? explainVerdict(verdict, service, tongue, everyone, null, services.length).line
    : (alone ? m.lead_cannot_tell_alone : m.lead_cannot_tell)({}, tongue);
}

function ownHeadline({ verdict }: Lead, tongue: Tongue): string {
  if (verdict.scope === 'device') return m.lead_just_you({}, tongue);
  if (verdict.name === 'geo_block') return m.lead_not_let_in({}, tongue);
  return verdict.scope === 'blocked' ? m.lead_blocked_here({}, tongue) : m.lead_your_connection({}, tongue);
}

function wellHeadline({ verdict }: Lead, service: string, tongue: Tongue): string {
  if (verdict.name === 'degraded_slow') return m.lead_answers_slowly({ service }, tongue);
  if (verdict.name === 'feature_down') return m.lead_all_answer({}, tongue);
  return verdict.name === 'ok' ? m.lead_all_up({}, tongue) : m.lead_up_but({ service }, tongue);
}
