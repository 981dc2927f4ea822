/** The short words of a row and of the chain. Pure. */

import type { ChainLink, Health, LinkState, Verdict, VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { isSeenFromHere } from './from-here';
import type { Tongue } from './locale';
import { isPersonsWord, NOT_WATCHED, worksHereAlone } from './sentence';
import { isDownUnexplained } from './side';

type Plain = (inputs: Record<string, never>, tongue: Tongue) => string;

const BY_HEALTH: Readonly<Partial<Record<Health, Plain>>> = {
  suspect: m.status_checking,
  flapping: m.status_flapping,
  recovering: m.status_recovering,
  maintenance: m.status_maintenance,
};

const BY_VERDICT: Readonly<Partial<Record<VerdictName, Plain>>> = {
  access_denied: m.status_refused,
  geo_block: m.status_blocked,
  blocked_network: m.status_blocked,
  blocked_extension: m.status_blocked,
  rate_limited: m.status_slow_down,
  login_required: m.status_sign_in,
  feature_down: m.status_part,
  probe_broken: m.status_unchecked,
  local_only_5xx: m.status_own_errors,
  degraded_slow: m.status_slow,
  local_slow: m.status_slow,
};

const YOURS: ReadonlySet<Verdict['scope']> = new Set(['device', 'network', 'resolver', 'provider']);

/** Gives the status word of a row. */
export function statusWord(
  { health, verdict, limited }: { health: Health; verdict: Verdict; limited?: boolean },
  tongue: Tongue,
): string {
  if (worksHereAlone(verdict)) return m.row_works_here({}, tongue);
  if (isPersonsWord(verdict)) return m.row_said_works({}, tongue);
  if (verdict.rule === NOT_WATCHED) return m.status_paused({}, tongue);
  if (isSeenFromHere(verdict) && health === 'unknown') return m.status_unreachable({}, tongue);
  if (limited === true && health === 'up' && verdict.name === 'ok') return m.status_reachable({}, tongue);
  const message = BY_HEALTH[health] ?? BY_VERDICT[verdict.name] ?? byRest(health, verdict);
  return message({}, tongue);
}

function byRest(health: Health, verdict: Verdict): Plain {
  if (verdict.name === 'regional') return m.status_down_near;
  if (YOURS.has(verdict.scope)) return m.status_unreachable;
  if (health === 'up') return m.status_up;
  if (health === 'degraded') return m.status_comes_and_goes;
  return health === 'down' && !isDownUnexplained({ health, verdict }) ? m.status_down : m.status_unknown;
}

const LINK: Readonly<Record<ChainLink, Plain>> = {
  you: m.chain_you,
  network: m.chain_network,
  addresses: m.chain_addresses,
  provider: m.chain_provider,
  region: m.chain_region,
  service: m.chain_service,
};

/** Gives a link's label. */
export function linkWord(link: ChainLink, tongue: Tongue): string {
  return LINK[link]({}, tongue);
}

/** Says the whole chain in one sentence, for those who do not see it. */
export function sayChain(chain: Readonly<Record<ChainLink, LinkState>>, tongue: Tongue): string {
  const at = (state: LinkState) => (Object.keys(chain) as ChainLink[]).find((link) => chain[link] === state);
  const broken = at('broken');
  if (broken !== undefined) return m.chain_broken_at({ link: linkWord(broken, tongue) }, tongue);
  if (at('cut') !== undefined) return m.chain_broken_yours({}, tongue);
  const slow = at('slow');
  if (slow !== undefined) return m.chain_slow_at({ link: linkWord(slow, tongue) }, tongue);
  return chain.service === 'tested' || chain.service === 'passed' || chain.service === 'planned'
    ? m.chain_whole({}, tongue)
    : m.chain_unknown({}, tongue);
}
