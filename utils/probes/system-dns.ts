/** Does the browser's own resolver know a name, past its cache? Network, Firefox only; never throws. */
import type { Ask, ResolverObservation, Wire } from '@/utils/model';
import { resolvePastCache, type SystemDns } from '@/utils/platform/firefox-network';

const TIMEOUT_MS = 5_000;

type Heard = SystemDns | 'timeout' | null;

function within<T>(promise: Promise<T>, ms: number): Promise<T | 'timeout'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(resolve, ms, 'timeout');
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function outcomeOf(heard: Heard): ResolverObservation['outcome'] {
  if (heard === null) return 'skipped';
  if (heard === 'timeout') return 'timeout';
  return 'addresses' in heard ? 'ok' : 'failed';
}

/** Firefox gives one error for a name that does not exist and for a resolver that is dead: that is no answer. */
function answerOf(heard: Heard): ResolverObservation['answer'] {
  if (heard === null || heard === 'timeout' || 'error' in heard) return null;
  return heard.addresses.length > 0 ? 'address' : 'empty';
}

/** Asks the browser's own resolver. Skipped in browsers that cannot; `failed` without an answer when no address came. */
export async function askSystemDns(
  ask: Extract<Ask, { kind: 'system-dns' }>,
  wire: Wire,
): Promise<ResolverObservation[]> {
  const startedAt = wire.now();
  const heard = await within(resolvePastCache(ask.host), TIMEOUT_MS);
  const at = wire.now();
  return [
    {
      source: 'resolver',
      service: ask.service,
      host: ask.host,
      resolver: 'system',
      at,
      outcome: outcomeOf(heard),
      tookMs: heard === null ? null : at - startedAt,
      answer: answerOf(heard),
      ede: [],
      checkingDisabled: false,
    },
  ];
}
