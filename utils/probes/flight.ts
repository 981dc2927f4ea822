/** Questions that are out, and the answers not yet used. Network. */
import type { Ask, EpochMs, Observation } from '@/utils/model';

export interface Flight {
  inFlight: Set<string>;
  arrived: Observation[];
  /** Measurements whose answers are in. */
  done: Set<string>;
  /** Resolves at the next answer or call. */
  signal: () => Promise<void>;
  wake: () => void;
}

/** Starts with nothing out. */
export function createFlight(): Flight {
  let resolve = () => {};
  let pending: Promise<void> | null = null;
  return {
    inFlight: new Set(),
    arrived: [],
    done: new Set(),
    signal: () => {
      pending ??= new Promise((done) => {
        resolve = done;
      });
      return pending;
    },
    wake: () => {
      pending = null;
      resolve();
    },
  };
}

/**
 * Sends one question; its answer arrives in the flight. `gather` never rejects; should a bug make it do so, that is no
 * answer, since a question that never ended would hold every later tick.
 */
export function send(flight: Flight, ask: Ask, gather: (ask: Ask) => Promise<readonly Observation[]>): void {
  const key = keyOf(ask);
  flight.inFlight.add(key);
  const answer = gather(ask).catch((): readonly Observation[] => []);
  void answer.then((seen) => {
    flight.inFlight.delete(key);
    flight.arrived.push(...seen);
    const pending = seen.some((one) => one.source === 'vantage-pending');
    if (ask.kind === 'vantage-collect' && !pending) flight.done.add(ask.measurement);
    flight.wake();
  });
}

/** Answers that come this close together are one step. */
const GATHER_MS = 200;

/** Waits for the first answer, and lets those that come close after it make one step with it. */
export async function collect(
  flight: Flight,
  clock: { now(): EpochMs; wait(ms: number): Promise<void> },
): Promise<void> {
  if (flight.arrived.length === 0 && flight.done.size === 0) await flight.signal();
  const until = clock.now() + GATHER_MS;
  while (flight.inFlight.size > 0 && clock.now() < until) {
    await Promise.race([clock.wait(Math.min(GATHER_MS, until - clock.now())), flight.signal()]);
  }
}

/** Names a question, so that the same one is never out twice. */
export function keyOf(ask: Ask): string {
  switch (ask.kind) {
    case 'probe':
      return `probe ${ask.service}`;
    case 'control':
      return `control ${ask.target.id}`;
    case 'resolver':
      return `resolver ${ask.resolver} ${ask.host} ${ask.checkingDisabled}`;
    case 'feed':
      return `feed ${ask.feed.url}`;
    case 'vantage-start':
      return `vantage ${ask.services.join()}`;
    case 'vantage-collect':
      return `collect ${ask.measurement}`;
    case 'routing':
      return `routing ${ask.prefix}`;
    case 'network-info':
      return `network ${ask.ip ?? 'own'}`;
    case 'system-dns':
      return `dns ${ask.host}`;
    case 'portal-state':
      return 'portal';
    default:
      return ask satisfies never;
  }
}
