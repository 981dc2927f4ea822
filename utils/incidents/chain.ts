/** The chain You - Network - Addresses - Internet provider - Region - Service: where it broke. Pure. */
import { wallOf } from '@/utils/diagnosis/wall';
import type { ChainLink, LinkState, Scope, Verdict, VerdictName } from '@/utils/model';

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
function brokenLink(verdict: Verdict): ChainLink | undefined {
  if (verdict.name === 'access_denied') return 'service';
  if (verdict.name === 'geo_block') return 'region';
  return verdict.name === 'blocked_network' ? (wallOf(verdict) ?? 'provider') : BROKEN_AT[verdict.scope];
}

/** A wall of which nobody can say where it stands blames no link: the way ends before the next one. */
function breakOf(verdict: Verdict): LinkState {
  if (verdict.name === 'blocked_network' && wallOf(verdict) === null) return 'cut';
  return BREAK[verdict.name] ?? 'broken';
}

/** Which side of the chain each break is on. */
export function sideOf(verdict: Verdict): 'yours' | 'theirs' | null {
  const link = brokenLink(verdict);
  if (link === undefined) return null;
  return link === 'service' || link === 'region' ? 'theirs' : 'yours';
}

/**
 * Draws the chain for a verdict. Links before the break are drawn as what is known of them, links after it are not known;
 * only what was really tested earns a tick: this computer and its network when anything answered, the service when
 * it did.
 */
export function chainOf(verdict: Verdict): Record<ChainLink, LinkState> {
  if (verdict.name === 'ok' || verdict.name === 'feature_down') return allWell();
  if (verdict.name === 'degraded_slow') return { ...allWell(), service: 'slow' };
  const broken = brokenLink(verdict);
  if (broken === undefined) return undecided(verdict);
  const at = CHAIN.indexOf(broken);
  const before = beforeBreak(verdict);
  const entries = CHAIN.map((link, index): [ChainLink, LinkState] => {
    if (index === at) return [link, breakOf(verdict)];
    return [link, index > at ? 'unknown' : before[link]];
  });
  return Object.fromEntries(entries) as Record<ChainLink, LinkState>;
}

const BREAK: Readonly<Partial<Record<VerdictName, LinkState>>> = {
  local_slow: 'slow',
  maintenance: 'planned',
};

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

/** What is known of each link where it breaks behind it. */
function beforeBreak(verdict: Verdict): Record<ChainLink, LinkState> {
  const online = (verdict.numbers.controlsOk ?? 0) > 0;
  const here: LinkState = online ? 'tested' : 'passed';
  const addresses = online || isReached(verdict) ? addressesOf(verdict) : 'unknown';
  // Without an address nobody sets out.
  const isOnTheWay = addresses !== 'unknown';
  return {
    you: here,
    network: here,
    addresses,
    provider: isOnTheWay ? 'passed' : 'unknown',
    region: isOnTheWay ? regionOf(verdict) : 'unknown',
    service: 'unknown',
  };
}

/** Their verdict is that the name, or the way to those who tell it, is gone. */
const NAMELESS: ReadonlySet<string> = new Set(['dns_authoritative', 'routes-to-names-gone']);

function addressesOf({ name, rule, numbers }: Verdict): LinkState {
  if (NAMELESS.has(name) || NAMELESS.has(rule) || (numbers.resolversFailing ?? 0) > 0) return 'unknown';
  return (numbers.resolvers ?? 0) > 0 ? 'tested' : 'passed';
}

/** It was answered, though not well: the way leads as far as that. */
function isReached({ name, numbers }: Verdict): boolean {
  return numbers.status !== undefined || name === 'cert_server' || name === 'access_denied';
}

/** Where far places fail too it is not the region; where near ones do, nothing is known to be well there. */
function regionOf(verdict: Verdict): LinkState {
  const { near = 0, nearFailing = 0, farFailing = 0 } = verdict.numbers;
  if (near > 0 && nearFailing === 0) return 'tested';
  return isReached(verdict) || farFailing > 0 ? 'passed' : 'unknown';
}
