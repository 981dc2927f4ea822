/** The chain You - Network - Addresses - Internet provider - Region - Service: where it broke. Pure. */
import type { ChainLink, LinkState, Scope, Verdict } from '@/utils/model';

export const CHAIN: readonly ChainLink[] = ['you', 'network', 'addresses', 'provider', 'region', 'service'];

const BROKEN_AT: Readonly<Partial<Record<Scope, ChainLink>>> = {
  device: 'you',
  network: 'network',
  resolver: 'addresses',
  blocked: 'network',
  provider: 'provider',
  region: 'region',
  global: 'service',
};

/** Where it breaks. Who refuses a visit was reached, and who refuses a country turns away all who come from there. */
function brokenLink({ name, scope }: Verdict): ChainLink | undefined {
  if (name === 'access_denied') return 'service';
  return name === 'geo_block' ? 'region' : BROKEN_AT[scope];
}

/** Which side of the chain each break is on. */
export function sideOf(verdict: Verdict): 'yours' | 'theirs' | null {
  const link = brokenLink(verdict);
  if (link === undefined) return null;
  return link === 'service' || link === 'region' ? 'theirs' : 'yours';
}

/**
 * Draws the chain for a verdict. Links before the break are inferred well, links after it are not known;
 * only what was really tested earns a tick: this computer and its network when anything answered, the service when
 * it did.
 */
export function chainOf(verdict: Verdict): Record<ChainLink, LinkState> {
  if (verdict.name === 'ok' || verdict.name === 'feature_down') return allWell();
  if (verdict.name === 'degraded_slow') return { ...allWell(), service: 'slow' };
  const broken = brokenLink(verdict);
  if (broken === undefined) return undecided(verdict);
  const at = CHAIN.indexOf(broken);
  const entries = CHAIN.map((link, index): [ChainLink, LinkState] => {
    if (index === at) return [link, verdict.name === 'local_slow' ? 'slow' : 'broken'];
    if (index > at) return [link, 'unknown'];
    return [link, isTested(link, verdict) ? 'tested' : 'passed'];
  });
  return Object.fromEntries(entries) as Record<ChainLink, LinkState>;
}

function allWell(): Record<ChainLink, LinkState> {
  return {
    you: 'tested',
    network: 'tested',
    addresses: 'passed',
    provider: 'passed',
    region: 'passed',
    service: 'tested',
  };
}

function undecided(verdict: Verdict): Record<ChainLink, LinkState> {
  const online = (verdict.numbers.controlsOk ?? 0) > 0;
  return {
    you: online ? 'tested' : 'unknown',
    network: online ? 'tested' : 'unknown',
    addresses: 'unknown',
    provider: 'unknown',
    region: 'unknown',
    service: 'unknown',
  };
}

function isTested(link: ChainLink, { numbers }: Verdict): boolean {
  if (link === 'you' || link === 'network') return (numbers.controlsOk ?? 0) > 0;
  if (link === 'addresses') return (numbers.resolvers ?? 0) > 0 && numbers.resolversFailing === 0;
  return link === 'region' && (numbers.near ?? 0) > 0 && (numbers.farFailing ?? 0) > 0;
}
