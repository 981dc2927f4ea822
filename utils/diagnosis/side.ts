/** Which faults are on the reader's side, and which on nobody's that is known. Pure. */
import type { Health, Scope, Verdict } from '@/utils/model';

const OWN: ReadonlySet<Scope> = new Set<Scope>(['device', 'network', 'resolver']);

/** Tells whether a scope is the reader's own device or line, which hides how everything else is. */
export function isOwnLine(scope: Scope): boolean {
  return OWN.has(scope);
}

/** Tells whether a verdict is a fault on the reader's side that hits some favourites while others work. */
export function isOwnSide({ scope }: Verdict): boolean {
  return isOwnLine(scope) || scope === 'blocked' || scope === 'provider';
}

/** Tells whether a scope is the service's own, for everybody or around the reader. */
export function isTheirSide(scope: Scope): boolean {
  return scope === 'global' || scope === 'region';
}

interface Shown {
  health: Health;
  verdict: Verdict;
}

/** Tells whether it is down, and nobody can say by what fault. */
export function isDownUnexplained({ health, verdict }: Shown): boolean {
  return health === 'down' && verdict.name === 'unknown';
}

/** Tells whether it is blocked here, whether it was seen to fail or answered with a refusal. */
export function isBlockedHere({ health, verdict }: Shown): boolean {
  return verdict.scope === 'blocked' && (health === 'blocked' || health === 'down');
}
