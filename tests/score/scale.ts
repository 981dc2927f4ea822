/** What third parties get when many browsers watch one service and it falls: one browser played often, then multiplied. */
import type { Ask } from '@/utils/model';
import { play } from './play';
import type { Scenario } from './scenario';

const BROWSERS = [1_000, 100_000, 10_000_000];
const PLAYS = 300;
/** Requests are looked at in slots of this length, for so long after the onset (s). */
const SLOT_S = 5;
const WINDOW_S = 900;

export interface Load {
  party: string;
  /** Requests of one browser in the first quarter of an hour. */
  perBrowser: number;
  /** Requests per second at the peak, by number of browsers. */
  peak: Record<string, number>;
}

/** Plays an outage with many seeds, and gives what each third party gets. */
export async function loadsOf(scenario: Scenario, interval: number): Promise<Load[]> {
  const slots = new Map<string, number[]>();
  const asked = (ask: Ask, second: number) => {
    if (second < 0 || second >= WINDOW_S) return;
    for (const party of partiesOf(ask)) {
      const counts = slots.get(party) ?? new Array<number>(WINDOW_S / SLOT_S).fill(0);
      const slot = Math.floor(second / SLOT_S);
      counts[slot] = (counts[slot] ?? 0) + 1;
      slots.set(party, counts);
    }
  };
  for (let seed = 0; seed < PLAYS; seed += 1) {
    await play({ ...scenario, end: WINDOW_S }, { seed, interval, drop: 0, codes: true, asked });
  }
  return [...slots].map(([party, counts]) => {
    const peak = Math.max(...counts) / SLOT_S / PLAYS;
    return {
      party,
      perBrowser: Math.round((counts.reduce((sum, count) => sum + count, 0) / PLAYS) * 10) / 10,
      peak: Object.fromEntries(BROWSERS.map((count) => [count, Math.round(peak * count)])),
    };
  });
}

/** Who gets a request for a question; the service under test is no third party. */
function partiesOf(ask: Ask): string[] {
  switch (ask.kind) {
    case 'control':
      return [`control ${new URL(ask.target.url).hostname}`];
    case 'resolver':
      return [`resolver ${ask.resolver}`];
    case 'feed':
      return ['status page'];
    case 'vantage-start':
      return [
        'Globalping: measurements',
        ...ask.places.flatMap(({ limit }) => Array<string>(limit).fill('Globalping: tests')),
      ];
    case 'vantage-collect':
      return ['Globalping: results'];
    case 'routing':
    case 'network-info':
      return ['RIPEstat'];
    default:
      return [];
  }
}
