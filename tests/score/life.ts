/** A year of a laptop as a list of times at which something is wrong with it, drawn from a seed. Pure. */

export type Trouble = 'asleep' | 'no-network' | 'dead-resolver' | 'portal' | 'changing';

export interface Span {
  /** Seconds since the year began. */
  from: number;
  to: number;
  what: Trouble;
  /** What a person would call it. */
  cause: string;
}

export interface Blip {
  service: number;
  from: number;
  to: number;
}

const HOUR = 3_600;
export const DAY = 24 * HOUR;
const OPEN_AT = 9 * HOUR;
const OPEN_FOR = 10 * HOUR;
const NAPS = 4;
const FAULTS = 3;
const WIFI_SWITCHES = 2;
const PORTAL_EVERY_DAYS = 4;
const BLIP_EVERY_DAYS = 5;
const BLIP_S = 12;

/** Draws the troubles of so many days, in order of time; they may overlap. */
export function lifeOf(days: number, random: () => number): Span[] {
  const spans: Span[] = [];
  const add = (from: number, lasts: number, what: Trouble, cause: string) =>
    spans.push({ from, to: from + lasts, what, cause });
  for (let day = 0; day < days; day += 1) {
    const opened = day * DAY + OPEN_AT;
    const some = () => opened + random() * OPEN_FOR;
    add(opened + OPEN_FOR, DAY - OPEN_FOR, 'asleep', 'sleep');
    for (let nap = 0; nap < NAPS; nap += 1) {
      const from = some();
      const lasts = 300 + random() * 2_400;
      add(from, lasts, 'asleep', 'sleep');
      // Waking takes a moment to find the network again.
      add(from + lasts, 3 + random() * 12, 'no-network', 'waking');
    }
    for (let fault = 0; fault < FAULTS; fault += 1) {
      const what = random() < 0.7 ? 'no-network' : 'dead-resolver';
      add(some(), Math.exp(Math.log(15) + (random() + random() + random() - 1.5) * 1.6), what, 'local fault');
    }
    for (let change = 0; change < WIFI_SWITCHES; change += 1) add(some(), 8, 'changing', 'Wi-Fi switch');
    add(some(), 5, 'changing', 'VPN');
    if (day % PORTAL_EVERY_DAYS === 0) add(some(), 60 + random() * 240, 'portal', 'captive portal');
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** Draws a real, short outage of each service every few days. */
export function blipsOf(services: number, days: number, random: () => number): Blip[] {
  const blips: Blip[] = [];
  for (let service = 0; service < services; service += 1) {
    for (let day = random() * BLIP_EVERY_DAYS; day < days; day += BLIP_EVERY_DAYS) {
      const from = Math.floor(day) * DAY + OPEN_AT + random() * OPEN_FOR;
      blips.push({ service, from, to: from + BLIP_S });
    }
  }
  return blips.sort((a, b) => a.from - b.from);
}

/** Looks up what holds at a time, for times that mostly go forward. */
export class Calendar<T extends { from: number; to: number }> {
  private readonly all: readonly T[];
  private start = 0;

  constructor(all: readonly T[]) {
    this.all = all;
  }

  /** Everything that holds now. */
  at(second: number): T[] {
    // Nothing lasts longer than a night; what ended before that is passed over for good.
    while ((this.all[this.start]?.from ?? Number.POSITIVE_INFINITY) < second - DAY) this.start += 1;
    const found: T[] = [];
    for (let index = this.start; index < this.all.length; index += 1) {
      const one = this.all[index];
      if (one === undefined || one.from > second) break;
      if (second < one.to) found.push(one);
    }
    return found;
  }

  /** The latest that began in the time before. */
  lately(second: number, within: number, holds: (one: T) => boolean): T | undefined {
    return this.all.findLast((one) => one.from <= second && one.to >= second - within && holds(one));
  }
}
