/** One's own line while an outage is known: it is looked at in turn, and nothing is claimed while it is in question. */
import { describe, expect, it } from 'vitest';
import type { KeptStep } from '@/utils/incidents/step';
import type { Ask, Observation } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { between, Computer, MINUTE, outage, SECOND, SETTINGS, START, type World } from './computer';

/** A worker that lives looks again when something is urgent. */
const LOOK_S = 5;

class Watcher extends Computer {
  readonly shown: { second: number; verdict: string; badge: string }[] = [];

  constructor(world: World, seconds: number) {
    super(world);
    for (let at = LOOK_S; at < seconds; at += LOOK_S) this.clock.at(START + at * SECOND, () => this.call());
  }

  protected override keep(step: KeptStep): void {
    super.keep(step);
    const second = (this.clock.now - START) / SECOND;
    this.shown.push({
      second,
      verdict: step.state.services.whatsapp?.verdict.name ?? '',
      badge: this.badge,
    });
  }

  controlsAsked(from: number, to: number): number {
    const isWithin = between(START + from * SECOND, START + to * SECOND);
    return this.asked.filter(({ ask, at }) => ask.kind === 'control' && isWithin(at)).length;
  }

  verdictAt(second: number): string {
    return this.shown.findLast((one) => one.second <= second)?.verdict ?? '';
  }
}

describe('a line that breaks in a known outage', () => {
  it('is seen within seconds, and so is its return', async () => {
    const connected = (second: number) => !between(900, 1_200)(second);
    const watcher = new Watcher({ whatsapp: outage(60, 3_000), connected, cause: 'tcp.timed_out' }, 1_500);
    await watcher.run(1_500 * SECOND);
    expect(watcher.verdictAt(899)).toBe('service_5xx');
    expect(watcher.verdictAt(912)).not.toBe('service_5xx');
    expect(watcher.verdictAt(1_190)).toBe('local_network');
    expect(watcher.verdictAt(1_212)).toBe('service_5xx');
    expect(watcher.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('is not claimed any more while the last control that was asked is silent, nor taken back', async () => {
    const isCut = between(900, 1_200);
    const world: World = {
      whatsapp: outage(60, 3_000),
      connected: (second) => !isCut(second),
      cause: 'tcp.timed_out',
      get tookMs() {
        return isCut((watcher.clock.now - START) / SECOND) ? 6_000 : 120;
      },
    };
    const watcher: Watcher = new Watcher(world, 960);
    await watcher.run(960 * SECOND);
    const later = watcher.shown.filter(({ second }) => second > 890);
    const turns = later.filter(({ verdict }, index) => verdict !== later[index - 1]?.verdict);
    expect(turns.map(({ verdict }) => verdict)).toEqual(['service_5xx', 'unknown', 'local_network']);
    expect(turns[1]?.badge).toBe('1');
    expect(watcher.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('costs no more questions than all controls once a minute', async () => {
    const watcher = new Watcher({ whatsapp: outage(60, 3_000) }, 1_200);
    await watcher.run(20 * MINUTE);
    expect(watcher.controlsAsked(600, 1_200)).toBeGreaterThan(60);
    expect(watcher.controlsAsked(600, 1_200)).toBeLessThanOrEqual(80);
  });

  it('is above suspicion while only one control is dead, and the badge stands', async () => {
    const others = { 'control-google': () => 'tcp.timed_out' as const };
    const watcher = new Watcher({ whatsapp: outage(60, 3_000), others }, 1_200);
    await watcher.run(20 * MINUTE);
    const later = watcher.shown.filter(({ second }) => second > 300);
    expect(new Set(later.map(({ verdict }) => verdict))).toEqual(new Set(['service_5xx']));
    expect(new Set(later.map(({ badge }) => badge))).toEqual(new Set(['1']));
    expect(watcher.controlsAsked(600, 1_200)).toBeLessThanOrEqual(100);
  });

  it('is not put together from failures of different moments', async () => {
    // Each control that is asked by name fails at a time of its own, and never all at once.
    const named = ['google', 'cloudflare', 'apple', 'amazon', 'wikimedia'];
    const others = Object.fromEntries(
      named.map((name, index) => {
        const ill = (second: number) => Math.floor(second / 10) % named.length !== index;
        return [
          `control-${name}`,
          (second: number) => (ill(second) ? ('dns.name_not_resolved' as const) : null),
        ];
      }),
    );
    const watcher = new Watcher({ whatsapp: outage(60, 3_000), others }, 1_800);
    await watcher.run(30 * MINUTE);
    const later = watcher.shown.filter(({ second }) => second > 300);
    expect([...new Set(later.map(({ verdict }) => verdict))].toSorted()).toEqual(['service_5xx', 'unknown']);
  });
});

describe('a resolver that died together with the control that is asked by number', () => {
  /** One public resolver answers, by number; names get no answer, which looks like silence here and there. */
  class Nameless extends Watcher {
    protected override answer(ask: Ask): Observation[] {
      if (ask.kind === 'resolver') {
        const { service, host, resolver, checkingDisabled } = ask;
        const answer = resolver === 'google' ? ('address' as const) : null;
        const outcome = answer === null ? ('timeout' as const) : ('ok' as const);
        const said = { service, host, resolver, checkingDisabled, answer, outcome, ede: [], tookMs: 120 };
        return [{ source: 'resolver', at: this.clock.now, ...said }];
      }
      return super.answer(ask).map((seen) => {
        const silent = seen.source === 'probe' && seen.errorType?.startsWith('dns.');
        return silent ? { ...seen, outcome: 'timeout', errorType: 'tcp.timed_out' } : seen;
      });
    }
  }

  it('is at fault, and no dead line, for as long as it lasts', async () => {
    const sources = { ...DEFAULT_SETTINGS.sources, resolvers: true };
    const world: World = {
      whatsapp: () => null,
      connected: (second) => second < 120,
      cause: 'dns.name_not_resolved',
      others: { 'control-number': (second) => (second < 120 ? null : 'tcp.timed_out') },
      settings: () => ({ ...SETTINGS, sources }),
    };
    const watcher = new Nameless(world, 0);
    await watcher.run(16 * MINUTE);
    const later = watcher.shown.filter(({ second }) => second > 200);
    expect([...new Set(later.map(({ verdict }) => verdict))]).toEqual(['local_dns']);
    const asked = watcher.asked.filter(({ ask }) => ask.kind === 'resolver');
    expect(asked.length).toBeLessThan(80);
  });
});
