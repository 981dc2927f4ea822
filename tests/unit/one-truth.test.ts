/** Headline, chain, rows and badge say the same of every moment of a life, and never more than is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { statusWord } from '@/utils/diagnosis/explain-row';
import { isBad } from '@/utils/diagnosis/symptom';
import { lastTelling } from '@/utils/incidents/samples';
import type { KeptStep } from '@/utils/incidents/step';
import { viewOf } from '@/utils/incidents/view';
import type { ErrorType, Favourite, Health, View } from '@/utils/model';
import { tongueIn } from '../tongue';
import { between, Computer, MINUTE, outage, SETTINGS, START, type World } from './computer';

const EN = tongueIn('en');
const BOX: Favourite = { url: 'http://192.168.1.1/', name: 'Router' };

/** Keeps what was shown at every step. */
class Watcher extends Computer {
  readonly seen: { view: View; step: KeptStep; second: number }[] = [];

  protected override keep(step: KeptStep): void {
    super.keep(step);
    const { state, watched, settings, now } = step;
    this.seen.push({
      view: viewOf(state, watched, settings, {}, now),
      step,
      second: (this.clock.now - START) / 1_000,
    });
  }
}

async function life(world: World, minutes: number, settings = {}): Promise<Watcher> {
  const computer = new Watcher(world, [], settings);
  await computer.run(minutes * MINUTE);
  return computer;
}

const wordsOf = ({ lead, favourites }: View, now: number) =>
  explainLead(lead, (id) => favourites.find((one) => one.id === id)?.name ?? id, favourites.length, EN, now);

const allWords = ({ seen }: Watcher) =>
  seen.map(({ view, step }) => {
    const { headline, line, because, todo } = wordsOf(view, step.now);
    return `${headline} ${line} ${because} ${todo ?? ''}`;
  });

function isFailing({ state }: KeptStep, { id, health }: View['favourites'][number]): boolean {
  const last = lastTelling(state.services[id]?.samples ?? []);
  return (health !== 'up' && health !== 'degraded') || (last !== undefined && isBad(last.symptom));
}

function claimsNoMore({ view, step }: { view: View; step: KeptStep }): void {
  if (view.favourites.some((one) => isFailing(step, one))) {
    expect(wordsOf(view, step.now).headline).not.toBe('Everything’s up.');
    expect(view.lead.chain.service).not.toBe('tested');
  }
  // What is said of a private host is never said of anybody else.
  const { verdict } = view.favourites.find(({ isPrivate }) => isPrivate) ?? {};
  if (verdict !== undefined && verdict.rule !== 'stopped-by-rule') {
    expect(['global', 'region', 'provider', 'blocked']).not.toContain(verdict.scope);
  }
}

describe('over any life', () => {
  const kind = fc.constantFrom<ErrorType | 503>(
    503,
    'tcp.refused',
    'tcp.timed_out',
    'dns.name_not_resolved',
    'tls.cert.date_invalid',
    'local.blocked_by_client',
    'local.blocked_by_administrator',
  );
  const spell = fc.record({
    from: fc.integer({ min: 10, max: 500 }),
    lasts: fc.integer({ min: 5, max: 240 }),
    kind,
  });
  const ills = fc.array(spell, { maxLength: 3 });
  const illOf =
    (spells: readonly { from: number; lasts: number; kind: ErrorType | 503 }[]) => (second: number) =>
      spells.find(({ from, lasts }) => second >= from && second < from + lasts)?.kind ?? null;

  it('all is up only while everything is, and the chain ticks nothing that is not known', async () => {
    await fc.assert(
      fc.asyncProperty(ills, ills, ills, fc.option(spell), async (one, two, box, cut) => {
        const dead = between(cut?.from ?? 0, cut === null ? 0 : cut.from + cut.lasts);
        const computer = await life(
          {
            whatsapp: illOf(one),
            others: { github: illOf(two), '192.168.1.1': illOf(box) },
            connected: (second) => !dead(second),
          },
          11,
          { favourites: [...SETTINGS.favourites, BOX] },
        );
        for (const moment of computer.seen) claimsNoMore(moment);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('what fails while nobody can say why', () => {
  it('is down after two minutes, with a question mark and without an incident', async () => {
    const sources = { resolvers: false, providerReports: false, vantages: false, routing: false };
    const ill = (second: number) => (second >= 60 ? ('tcp.refused' as const) : null);
    const computer = await life({ whatsapp: ill }, 6, { sources });
    const { view } = computer.seen.at(-1) ?? {};
    const { health, verdict } = view?.favourites[0] ?? {};
    expect({ health, verdict }).toMatchObject({ health: 'down', verdict: { scope: 'unknown' } });
    const wordFor = (shown: Health) => verdict && statusWord({ health: shown, verdict }, EN);
    expect(wordFor('down')).toBe(wordFor('unknown'));
    expect(view?.lead.headline).toBe('cannot-tell');
    expect([computer.badge, computer.notices]).toEqual(['?', []]);
  });
});

describe('a private host', () => {
  const settings = { favourites: [...SETTINGS.favourites, BOX] };

  it.each(['tcp.timed_out', 'tcp.refused', 'dns.name_not_resolved'] as const)(
    'that fails (%s) does not answer from here, and nothing is said of others',
    async (ill) => {
      const others = { '192.168.1.1': (second: number) => (second >= 60 ? ill : null) };
      const computer = await life({ whatsapp: () => null, others }, 8, settings);
      const { view, step } = computer.seen.at(-1) ?? {};
      expect(view?.lead).toMatchObject({ headline: 'cannot-tell', side: null, services: ['192.168.1.1'] });
      expect(view && step && wordsOf(view, step.now).headline).toBe('Router doesn’t answer from here.');
      expect(allWords(computer).join('\n')).not.toMatch(/provider|other places|others too|everyone|anyone/i);
      expect(computer.notices).toEqual([]);
      expect(computer.badge).toBe('?');
    },
  );

  it('says so as soon as it is sure, since nobody can be waited for', async () => {
    const others = { '192.168.1.1': (second: number) => (second >= 60 ? ('tcp.refused' as const) : null) };
    const { seen } = await life({ whatsapp: () => null, others }, 4, settings);
    const known = seen.find(({ view }) =>
      view.favourites.some(({ verdict }) => verdict.rule === 'here-silent'),
    );
    expect(known?.second).toBeLessThan(150);
  });

  it('that answers with errors counts, in words about what was seen', async () => {
    const others = { '192.168.1.1': outage(60, 10_000) };
    const computer = await life({ whatsapp: () => null, others }, 8, settings);
    expect(computer.badge).toBe('1');
    expect(allWords(computer).join('\n')).not.toMatch(/just you\.|others too|other places/);
    expect(computer.notices.map(({ verdict }) => verdict.rule)).toEqual(['here-broken']);
  });

  it('is no evidence about anything else', async () => {
    const boxes: Favourite[] = [1, 2, 3].map((n) => ({ url: `http://192.168.1.${n}/`, name: `Box ${n}` }));
    const ill = () => 'dns.name_not_resolved' as const;
    const others = { '192.168.1.1': ill, '192.168.1.2': ill, '192.168.1.3': ill };
    const favourites = [{ id: 'whatsapp' }, { id: 'google' }, ...boxes];
    const world = {
      others,
      whatsapp: (second: number) => (second > 60 ? ('dns.name_not_resolved' as const) : null),
    };
    const computer = await life(world, 6, { favourites });
    const evidence = computer.seen.at(-1)?.view.favourites.find(({ id }) => id === 'whatsapp');
    expect(evidence?.verdict.name).not.toBe('local_dns');
  });
});

describe('a line that is dead', () => {
  const settings = {
    favourites: [
      { id: 'whatsapp', intervalSeconds: 30 },
      { id: 'google', intervalSeconds: 600 },
    ],
  };

  it('leaves nothing green that was not asked since, and no number on the badge', async () => {
    const world = { whatsapp: outage(60, 10_000), connected: (second: number) => second < 300 };
    const { seen, badges } = await life(world, 9, settings);
    const owned = seen.filter(({ step }) => step.state.own !== null);
    expect(owned.length).toBeGreaterThan(0);
    for (const { view } of owned) {
      expect(view.favourites.map(({ health }) => health)).toEqual(['unknown', 'unknown']);
      expect(view.answering).toBe(0);
    }
    expect(badges).toContain('1');
    expect(
      new Set(seen.flatMap(({ step }, index) => (step.state.own === null ? [] : [badges[index]]))),
    ).toEqual(new Set(['', '!']));
  });
});

describe('while it is not known whose fault it is', () => {
  it('the chain claims nothing, and failures in a row are said', async () => {
    const world = { whatsapp: (second: number) => (second >= 60 ? ('tcp.refused' as const) : null) };
    const { seen } = await life({ ...world }, 3, { sources: { ...SETTINGS.sources, vantages: false } });
    const checking = seen.filter(
      ({ view }) => view.lead.mood === 'checking' && view.lead.services.length > 0,
    );
    expect(checking.length).toBeGreaterThan(2);
    for (const { view } of checking) expect(view.lead.chain.service).toBe('unknown');
    const said = checking.map(({ view, step }) => wordsOf(view, step.now));
    expect(said.map(({ headline }) => headline)).toContain('WhatsApp doesn’t answer here.');
    expect(said.map(({ line }) => line)).toContain('We’re finding out whether that’s you.');
  });
});

describe('coming back', () => {
  it('nothing is said of the outage as if it still were', async () => {
    const { seen } = await life({ whatsapp: outage(60, 240) }, 9);
    const good = seen.filter(({ step, second }) => second > 250 && step.state.services.whatsapp?.inIncident);
    expect(good.length).toBeGreaterThan(2);
    for (const { view, step } of good) {
      const run = step.state.services.whatsapp?.samples
        .slice(-2)
        .every(({ symptom }) => symptom === 'answers');
      if (!run) continue;
      const words = wordsOf(view, step.now);
      expect([words.headline, words.line, words.because, words.todo]).toEqual([
        'WhatsApp: coming back.',
        'Not steady yet.',
        '',
        null,
      ]);
      expect(view.lead.chain.service).toBe('passed');
      const row = view.favourites.find(({ id }) => id === 'whatsapp');
      expect(row && statusWord(row, EN)).toBe('Coming back');
    }
  });
});

describe('a promise', () => {
  it('to tell when it is back is made once it was told that it fails', async () => {
    const { seen, kept } = await life({ whatsapp: outage(60, 10_000) }, 6);
    const toldAt = kept[0]?.second ?? 0;
    const promised = (view: View, now: number) =>
      wordsOf(view, now).todo?.includes('We’ll tell you') ?? false;
    for (const { view, step, second } of seen) {
      if (second < toldAt) expect(promised(view, step.now)).toBe(false);
    }
    const last = seen.at(-1);
    expect(last && promised(last.view, last.step.now)).toBe(true);
  });
});

describe('outages that have nothing to do with each other', () => {
  it('share no cause and no beginning', async () => {
    const world = { whatsapp: outage(60, 10_000), others: { github: outage(120, 10_000) } };
    const { seen } = await life(world, 7);
    const { view, step } = seen.at(-1) ?? {};
    expect(view?.lead).toMatchObject({ apart: true, since: null });
    expect(view && step && wordsOf(view, step.now).because).toMatch(/its own trouble/);
  });
});

describe('what the browser hides', () => {
  it('can be reached, and is not said to be up', async () => {
    const { step } = await life({ whatsapp: () => null }, 2);
    if (step === null) throw new Error('Nothing was kept.');
    const services = Object.fromEntries(
      Object.entries(step.state.services).map(([id, one]) => [id, { ...one, limited: true }]),
    );
    const view = viewOf({ ...step.state, services }, step.watched, step.settings, {}, step.now);
    expect(wordsOf(view, step.now).headline).toBe('Everything can be reached.');
    expect(view.lead.chain.service).toBe('passed');
    expect(view.favourites.map((one) => statusWord(one, EN))).toContain('Reachable');
  });
});

describe('what comes and goes', () => {
  it('leads, whatever it is taken for', async () => {
    const { step } = await life({ whatsapp: () => null }, 2);
    const known = step?.state.services.whatsapp;
    if (step === null || known === undefined) throw new Error('Nothing was kept.');
    const verdict = {
      ...known.verdict,
      name: 'blocked_network',
      scope: 'blocked',
      rule: 'only-this-network',
    } as const;
    const whatsapp = { ...known, health: 'flapping', inIncident: true, verdict } as const;
    const state = { ...step.state, services: { ...step.state.services, whatsapp } };
    const view = viewOf(state, step.watched, step.settings, {}, step.now);
    expect(wordsOf(view, step.now).headline).toBe('It’s blocked here.');
    expect(view.lead).toMatchObject({ mood: 'flapping', services: ['whatsapp'] });
    expect(view.lead.chain.service).not.toBe('tested');
  });
});
