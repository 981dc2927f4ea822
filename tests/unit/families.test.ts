/** What falls together is looked at together, and what it stands on is named: in simulated time. */
import { describe, expect, it } from 'vitest';
import { advanceIncidents } from '@/utils/incidents/incident';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { Ask, Observation, Verdict, Watched } from '@/utils/model';
import { Computer, MINUTE, outage, SECOND, START } from './computer';

const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
/** Some of them stand on another cloud too, as does one that works. */
const ON_FASTLY = ['reddit', 'pinterest', 'vimeo'];
const ON_THE_OTHER = 'slack';
const UNRELATED = ['google', 'wikipedia', 'proton'];
const favouritesOf = (ids: readonly string[]) => ids.map((id) => ({ id }));

/** Which services were probed between two seconds, and when first. */
function probed({ asked }: Computer, from: number, to: number): Record<string, number> {
  const first: Record<string, number> = {};
  for (const { ask, at } of asked) {
    const second = (at - START) / SECOND;
    if (ask.kind === 'probe' && second >= from && second < to) first[ask.service] ??= second;
  }
  return first;
}

describe('a family', () => {
  const settings = { favourites: favouritesOf([...META, ...UNRELATED]), intervalSeconds: 300 };

  it('is asked as a whole in the tick in which one of it fails, and nobody else is', async () => {
    const down = outage(60, 2_000);
    const others = { instagram: down, facebook: down, messenger: down };
    const computer = new Computer({ whatsapp: down, others }, [], settings);
    computer.ask(70, { wanted: ['whatsapp'], waiting: true });
    await computer.run(5 * MINUTE - SECOND);
    const all = probed(computer, 70, 75);
    expect(Object.keys(all).sort()).toEqual([...META].sort());
    expect(Math.max(...Object.values(all))).toBeLessThan(71);
  });

  it('is one outage, with everybody in it', async () => {
    const down = outage(60, 2_000);
    const others = { instagram: down, facebook: down, messenger: down };
    const computer = new Computer({ whatsapp: down, others }, [], settings);
    computer.ask(70, { wanted: ['whatsapp'], waiting: true });
    await computer.run(4 * MINUTE);
    expect(computer.state?.incidents.map(({ shared, members }) => [shared, members.length])).toEqual([
      ['Meta', META.length],
    ]);
    expect(computer.badge).toBe('4');
  });

  it('of which one member fails is asked once, and goes on as before', async () => {
    const computer = new Computer({ whatsapp: outage(60, 2_000) }, [], settings);
    computer.ask(70, { wanted: ['whatsapp'], waiting: true });
    await computer.run(4 * MINUTE);
    expect(Object.keys(probed(computer, 70, 75)).sort()).toEqual([...META].sort());
    const later = probed(computer, 75, 240);
    expect(Object.keys(later)).toEqual(['whatsapp']);
  });
});

describe('services that have nothing in common', () => {
  const together = (name: Verdict['name'], scope: Verdict['scope']) => {
    const verdict: Verdict = { name, scope, confidence: 'medium', rule: name, numbers: {} };
    const ill = (id: string) => ({
      ...newService(id, START),
      health: 'degraded' as const,
      inIncident: true,
      verdict,
    });
    const watched = UNRELATED.map((id) => ({ id, family: null, clouds: [] })) as unknown as Watched[];
    const services = Object.fromEntries(UNRELATED.map((id) => [id, ill(id)]));
    const { incidents } = advanceIncidents({ ...emptyState(1), services }, watched, START + MINUTE);
    return incidents.map(({ members }) => members.length);
  };

  it('are one fault where it is the reader’s own directory that loses them', () => {
    expect(together('local_dns', 'resolver')).toEqual([3]);
    expect(together('service_down', 'global')).toEqual([1, 1, 1]);
  });
});

/** No resolver finds any name, and nobody sees any route. */
class Withdrawn extends Computer {
  protected override answer(ask: Ask): Observation[] {
    const seen = { at: this.clock.now, outcome: 'ok', tookMs: 120 } as const;
    if (ask.kind === 'resolver')
      return [{ ...seen, ...ask, source: 'resolver', answer: 'servfail', ede: [] }];
    if (ask.kind !== 'routing') return super.answer(ask);
    return ask.services.map((service) => ({ ...seen, ...ask, service, source: 'routing', share: 0 }));
  }
}

describe('routes to the names of a family', () => {
  it('are asked about once for all of it', async () => {
    const gone = (second: number) => (second >= 60 ? ('dns.name_not_resolved' as const) : null);
    const sources = { resolvers: true, providerReports: false, vantages: false, routing: true };
    const computer = new Withdrawn(
      { whatsapp: gone, others: { instagram: gone, facebook: gone, messenger: gone } },
      [],
      { favourites: favouritesOf([...META, ...UNRELATED]), sources },
    );
    await computer.run(4 * MINUTE);
    const names = META.map((id) => computer.state?.services[id]?.verdict.name);
    expect(names).toEqual(META.map(() => 'bgp_withdrawn'));
    const prefixes = computer.asked.flatMap(({ ask }) => (ask.kind === 'routing' ? [ask.prefix] : []));
    expect(prefixes.length).toBeGreaterThan(0);
    expect(prefixes).toEqual([...new Set(prefixes)]);
  });
});

describe('a cloud', () => {
  it('under several favourites that fail is named', async () => {
    const favourites = favouritesOf(['whatsapp', ...ON_FASTLY, ON_THE_OTHER, ...UNRELATED]);
    const others = Object.fromEntries(ON_FASTLY.map((id) => [id, outage(65, 2_000)]));
    const computer = new Computer({ whatsapp: () => null, others }, [], { favourites, intervalSeconds: 60 });
    await computer.run(6 * MINUTE);
    const names = ON_FASTLY.map((id) => computer.state?.services[id]?.verdict.name);
    expect(new Set(names)).toEqual(new Set(['shared_provider']));
    const open = computer.state?.incidents.filter(({ closedAt }) => closedAt === null) ?? [];
    expect(open.map(({ shared, members }) => [shared, members.length])).toEqual([['fastly', 3]]);
    expect(ON_FASTLY.map((id) => computer.state?.services[id]?.verdict.numbers.named)).toEqual(
      ON_FASTLY.map(() => 'fastly'),
    );
  });

  it('that carries only one of those that fail is not', async () => {
    const favourites = favouritesOf(['whatsapp', ...ON_FASTLY, ...UNRELATED]);
    const others = { reddit: outage(65, 2_000), google: outage(65, 2_000) };
    const computer = new Computer({ whatsapp: () => null, others }, [], { favourites, intervalSeconds: 60 });
    await computer.run(6 * MINUTE);
    expect(computer.state?.services.reddit?.verdict.name).not.toBe('shared_provider');
    expect(computer.state?.incidents.map(({ shared }) => shared)).not.toContain('fastly');
  });
});
