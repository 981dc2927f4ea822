/** The shape of a labelled scenario, and its signals at a time. Truth, title and source are not even typed here. */

export type Mixable = string | { mix: Record<string, number> };

export interface Places {
  fail: number;
  n: number;
  own_country: [number, number];
  own_isp: [number, number];
  kind: string | null;
}

/** Every signal at one time. */
export interface Signals {
  svc: Mixable;
  ttfb_ms: number;
  canary: Record<'g' | 'cf' | 'moz' | 'http', Mixable>;
  doh: Record<string, string>;
  gp: Places | null;
  bgp: { a: number; ns: number } | null;
  status: string;
  peers: { same_provider: [number, number]; unrelated: [number, number] };
  online: boolean;
  ctx: { wake_age: number; net_age: number; clock_skew: number };
  asleep?: boolean;
  canary_slow?: boolean;
  nav_err?: string | null;
  retry_after?: number | null;
}

export interface Scenario {
  id: string;
  baseline: Signals;
  timeline: ({ t: number } & Partial<Signals>)[];
  end: number;
}

/** Seconds before the onset at which play starts. */
export const LEAD_IN = 600;

/** Makes a function of time (seconds) out of the changes. */
export function signalsOver(scenario: Scenario): {
  at: (t: number) => Signals;
  changes: { t: number; signals: Signals }[];
} {
  const changes: { t: number; signals: Signals }[] = [
    { t: Number.NEGATIVE_INFINITY, signals: scenario.baseline },
  ];
  for (const { t, ...change } of [...scenario.timeline].sort((a, b) => a.t - b.t)) {
    const before = changes.at(-1)?.signals ?? scenario.baseline;
    changes.push({ t, signals: { ...before, ...change } });
  }
  let index = 0;
  return {
    changes,
    at: (t) => {
      while ((changes[index + 1]?.t ?? Number.POSITIVE_INFINITY) <= t) index += 1;
      while (index > 0 && (changes[index]?.t ?? 0) > t) index -= 1;
      return changes[index]?.signals ?? scenario.baseline;
    },
  };
}

/** Draws one value of a signal that may be a mixture. */
export function draw(value: Mixable, random: () => number): string {
  if (typeof value === 'string') return value;
  let left = random();
  let last = 'ok';
  for (const [name, share] of Object.entries(value.mix)) {
    last = name;
    left -= share;
    if (left < 0) return name;
  }
  return last;
}
