/** When to ask which resolvers for a name. Pure. */
import type { Ask, EpochMs, Judgement, Symptom, Watched } from '@/utils/model';
import { isInsisted } from './correct';
import { isLeftAlone } from './doubt';
import type { PlanContext } from './plan';
import type { ServiceState, State } from './state';

const RESOLVERS_MS = 30_000;
/** While the trouble goes on. */
const RESOLVERS_LATER_MS = 60_000;
const RESOLVERS_IN_LONG_OUTAGE_MS = 300_000;
const TEN_MINUTES_MS = 600_000;
const UNSIGNED_MS = 60_000;
/** From then on an outage is long. */
export const LONG_OUTAGE_MS = 3_600_000;

/** How it fails where names may be the reason. */
export const NAMELESS: ReadonlySet<Symptom | null> = new Set<Symptom>([
  'dns',
  'timeout',
  'failed',
  'unreachable',
]);
/** How it fails where somebody turned us away. */
export const TURNED_AWAY: ReadonlySet<Symptom | null> = new Set<Symptom>(['refused', 'reset']);

/** Lists questions about a name; they may be asked by number while the controls are still out: that tells a dead resolver early. */
export function resolverAsks(
  state: State,
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  { now, sources }: PlanContext,
): Ask[] {
  const insisted = isInsisted(service, now);
  // Before it is called a wall on the word of places elsewhere, somebody else is heard.
  const seenNowhereElse = judged.elsewhere === null || judged.elsewhere === 'none';
  const walled = seenNowhereElse && TURNED_AWAY.has(judged.symptom);
  if (!sources.resolvers || (!insisted && !walled && !NAMELESS.has(judged.symptom))) return [];
  if (judged.gate === null && judged.symptom !== 'dns') return [];
  return (['cloudflare', 'google'] as const).flatMap((resolver): Ask[] => {
    const key = `resolver:${resolver}`;
    if (now - (service.asked[key] ?? 0) < resolversEvery(service, now) || isLeftAlone(state, key, now))
      return [];
    const ask = { kind: 'resolver', service: watched.id, host: watched.host, resolver } as const;
    const plain: Ask = { ...ask, checkingDisabled: false };
    return isUnsigned(service, resolver, now) ? [plain, { ...ask, checkingDisabled: true }] : [plain];
  });
}

function resolversEvery({ failingSince }: ServiceState, now: EpochMs): number {
  const lastedMs = now - (failingSince ?? now);
  if (lastedMs > LONG_OUTAGE_MS) return RESOLVERS_IN_LONG_OUTAGE_MS;
  return lastedMs > TEN_MINUTES_MS ? RESOLVERS_LATER_MS : RESOLVERS_MS;
}

/** Asks the browser's own resolver past its cache, where it can be asked: nobody else hears of it. */
export function ownResolverAsks(
  watched: Watched,
  service: ServiceState,
  judged: Judgement,
  { now, systemDns }: PlanContext,
): Ask[] {
  const recently = now - (service.asked['resolver:system'] ?? 0) < RESOLVERS_MS;
  if (!systemDns || recently || !NAMELESS.has(judged.symptom)) return [];
  return [{ kind: 'system-dns', service: watched.id, host: watched.host }];
}

/** Codes of RFC 8914 that say the signatures of a name do not check out. */
const SIGNATURE_CODES: ReadonlySet<number> = new Set([5, 6, 7, 8, 9, 10, 11, 12]);

/** Whether a resolver blames the signatures, and has not lately been asked to leave them aside. */
function isUnsigned(service: ServiceState, resolver: string, now: EpochMs): boolean {
  const last = service.resolvers.findLast((seen) => seen.resolver === resolver && !seen.checkingDisabled);
  const blamed = last?.ede.some((code) => SIGNATURE_CODES.has(code)) === true;
  return blamed && now - (service.asked[`unsigned:${resolver}`] ?? 0) > UNSIGNED_MS;
}
