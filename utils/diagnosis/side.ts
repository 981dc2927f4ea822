/** Which faults are on the reader's side. Pure. */
import type { Scope, Verdict } from '@/utils/model';

const OWN: ReadonlySet<Scope> = new Set<Scope>(['device', 'network', 'resolver']);

/** Tells whether a scope is the reader's own device or line, which hides how everything else is. */
export function isOwnLine(scope: Scope): boolean {
  return OWN.has(scope);
}

/** Tells whether a verdict is a fault on the reader's side that hits some favourites while others work. */
export function isOwnSide({ scope }: Verdict): boolean {
  return isOwnLine(scope) || scope === 'blocked' || scope === 'provider';
}
