/** The whole pipe without a browser: the tick over simulated time, with workers that die at any step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import type { State } from '@/utils/incidents/state';
import type { Settings } from '@/utils/model';
import { createTick } from '@/utils/tick';
import { between, Computer, MINUTE, outage, SECOND, SETTINGS, START } from './computer';

describe('one computer', () => {
  it('says nothing while all is well', async () => {
    const computer = new Computer({ whatsapp: () => null });
    await computer.run(10 * MINUTE);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('takes one step for the answers of one alarm', async () => {
    const computer = new Computer({ whatsapp: () => null });
    await computer.run(3 * MINUTE);
    const [steps, asked] = [computer.badges.length, computer.asked.length];
    await computer.clock.play(START + 13 * MINUTE);
    const rounds = (computer.asked.length - asked) / SETTINGS.favourites.length;
    expect(rounds).toBe(20);
    expect(computer.badges.length - steps).toBe(rounds);
  });

  it('says that a change is kept once it is, and not only when everybody has answered', async () => {
    const computer = new Computer({ whatsapp: () => null, tookMs: 6_000 });
    const heard: [seconds: number, salt: number | undefined][] = [];
    computer.ask(100, {
      wanted: ['github'],
      change: (state) => ({ ...state, salt: 4 }),
      kept: () => heard.push([(computer.clock.now - START) / SECOND, computer.state?.salt]),
    });
    await computer.run(3 * MINUTE);
    expect(heard).toEqual([[100, 4]]);
  });

  it('says nothing of one request that failed', async () => {
    let failed = 0;
    const computer = new Computer({
      whatsapp: (second) => (second > 60 && failed++ === 0 ? 'tcp.reset' : null),
    });
    await computer.run(10 * MINUTE);
    expect(failed).toBeGreaterThan(1);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('counts an outage, tells it once, and tells once that it is over', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    await computer.run(5 * MINUTE);
    expect(computer.badge).toBe('1');
    await computer.run(15 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
    const [opened, closed] = computer.notices;
    expect(closed?.id).toBe(opened?.id);
  });

  it('tells three unrelated outages at once in one notice, and their end in one', async () => {
    const others = { google: outage(65, 400), github: outage(70, 380) };
    const computer = new Computer({ whatsapp: outage(60, 420), others });
    await computer.run(20 * MINUTE);
    expect(computer.notices.map(({ kind, services }) => [kind, [...services].sort()])).toEqual([
      ['opened', ['github', 'google', 'whatsapp']],
      ['closed', ['github', 'google', 'whatsapp']],
    ]);
    expect(new Set(computer.notices.map(({ id }) => id)).size).toBe(1);
  });

  it('blames no service while nothing answers', async () => {
    const offline = between(60, 300);
    const computer = new Computer({ whatsapp: () => null, connected: (second) => !offline(second) });
    await computer.run(4 * MINUTE);
    expect(computer.badge).toBe('!');
    expect(Object.values(computer.state?.services ?? {}).map(({ health }) => health)).not.toContain('down');
    await computer.run(12 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices).toEqual([]);
  });

  it('holds faults of its own, one after the other, against no service', async () => {
    const first = between(60, 130);
    const second = between(170, 240);
    const connected = (at: number) => !first(at) && !second(at);
    const computer = new Computer({ whatsapp: () => null, connected, cause: 'dns.name_not_resolved' });
    await computer.run(300 * SECOND);
    expect(computer.badges).toContain('!');
    expect(computer.badges).not.toContain('1');
    expect(computer.badge).toBe('');
    expect(computer.state?.incidents).toEqual([]);
    expect(new Set(Object.values(computer.state?.services ?? {}).map(({ health }) => health))).toEqual(
      new Set(['up']),
    );
  });

  it('keeps an outage open underneath a fault of its own', async () => {
    const offline = between(200, 300);
    const computer = new Computer({ whatsapp: outage(60, 500), connected: (second) => !offline(second) });
    await computer.run(280 * SECOND);
    expect(computer.badge).toBe('!');
    await computer.run(400 * SECOND);
    expect(computer.badge).toBe('1');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('asks every control in turn while none answers', async () => {
    const computer = new Computer({
      whatsapp: outage(0, 900),
      connected: (second) => second < 60,
      tookMs: 8_000,
    });
    await computer.run(200 * SECOND);
    const times = computer.asked.flatMap(({ ask, at }) =>
      ask.kind === 'control' && at > START + 60_000 ? [ask.target.id] : [],
    );
    const counts = Object.values(Object.groupBy(times, (id) => id)).map((all) => all?.length ?? 0);
    expect(counts.length).toBeGreaterThan(6);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  it('tells nothing of an outage while a fault of its own lies over it', async () => {
    const offline = between(100, 300);
    const computer = new Computer({ whatsapp: outage(60, 900), connected: (second) => !offline(second) });
    await computer.run(300 * SECOND);
    expect(computer.notices).toEqual([]);
    await computer.clock.play(START + 600 * SECOND);
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('claims nothing from before a fault of its own once that is over', async () => {
    const offline = between(60, 300);
    const computer = new Computer({ whatsapp: outage(100, 900), connected: (second) => !offline(second) });
    await computer.run(299 * SECOND);
    const shown = new Set<string>();
    for (let at = 299_000; at < 330_000; at += 40) {
      await computer.clock.play(START + at);
      shown.add(computer.state?.services.whatsapp?.health ?? '');
    }
    expect([...shown]).not.toContain('up');
    expect([...shown]).toContain('suspect');
  });

  it('goes on with an outage that comes back within minutes', async () => {
    const first = outage(60, 400);
    const second = outage(700, 1_100);
    const computer = new Computer({ whatsapp: (at) => first(at) ?? second(at) });
    await computer.run(40 * MINUTE);
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed', 'updated', 'closed']);
    expect(new Set(computer.notices.map(({ id }) => id)).size).toBe(1);
    expect(computer.notices[2]?.since).toBeGreaterThanOrEqual(START + 700 * SECOND);
  });

  it('begins another where the one before was over for long', async () => {
    const first = outage(60, 400);
    const second = outage(1_500, 1_900);
    const computer = new Computer({ whatsapp: (at) => first(at) ?? second(at) });
    await computer.run(50 * MINUTE);
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed', 'opened', 'closed']);
  });
});

describe('a clock that was wrong and is set right', () => {
  const YEAR = 365 * 24 * 60 * MINUTE;
  it.each([
    ['ahead by two minutes', 2 * MINUTE],
    ['ahead by hours', 150 * MINUTE],
    ['ahead by a year', YEAR],
    ['behind by a year', -YEAR],
  ])('%s, it hides no later outage and sees none that is not', async (_, ms) => {
    const wrong = between(300, 360);
    const computer = new Computer({
      whatsapp: outage(500, 900),
      ahead: (second) => (wrong(second) ? ms : 0),
    });
    await computer.run(10 * MINUTE);
    expect(computer.badge).toBe('1');
    await computer.clock.play(START + 30 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
  });

  it('keeps an outage open over it, and begins it no later than now', async () => {
    const wrong = between(90, 400);
    const computer = new Computer({
      whatsapp: outage(60, 1200),
      ahead: (second) => (wrong(second) ? YEAR : 0),
    });
    await computer.run(10 * MINUTE);
    expect(computer.badge).toBe('1');
    expect(computer.state?.services.whatsapp?.failingSince).toBeLessThanOrEqual(START + 10 * MINUTE);
    await computer.clock.play(START + 40 * MINUTE);
    expect(computer.badge).toBe('');
  });

  it('ends a tick that was running', async () => {
    const computer = new Computer({
      whatsapp: outage(60, 1200),
      ahead: (second) => (second < 64 ? 60 * MINUTE : 0),
    });
    await computer.run(3 * MINUTE);
    expect(computer.badge).toBe('1');
  });
});

describe('a person who chooses otherwise while a tick runs', () => {
  const chosen = (favourites: Settings['favourites']): Settings => ({ ...SETTINGS, favourites });
  const askedOf = (computer: Computer, id: string) =>
    computer.asked.filter(({ ask }) => ask.kind === 'probe' && ask.service === id);

  it('has a new favourite asked at once, and one taken away no more', async () => {
    const before = chosen([{ id: 'whatsapp' }, { id: 'google' }]);
    const after = chosen([{ id: 'google' }, { id: 'github' }]);
    const computer = new Computer({
      whatsapp: () => 503,
      tookMs: 3_000,
      settings: (second) => (second < 4 ? before : after),
    });
    computer.clock.at(START + 4_000, () => computer.call());
    await computer.run(20 * SECOND);
    expect(askedOf(computer, 'github')).toHaveLength(1);
    expect(askedOf(computer, 'whatsapp').filter(({ at }) => at > START + 4_000)).toEqual([]);
    expect(Object.keys(computer.state?.services ?? {})).toEqual(['google', 'github']);
  });

  it('sees at once that nothing is watched any more', async () => {
    const computer = new Computer({
      whatsapp: () => 503,
      tookMs: 3_000,
      settings: (second) => (second < 1 ? SETTINGS : chosen([])),
    });
    computer.clock.at(START + 1_000, () => computer.call());
    await computer.run(1_500);
    expect(computer.state?.services).toEqual({});
  });

  it('is left alone at once when everything is paused', async () => {
    const paused = { ...SETTINGS, pausedUntil: START + 60 * MINUTE };
    const computer = new Computer({
      whatsapp: () => 503,
      settings: (second) => (second < 4 ? SETTINGS : paused),
    });
    computer.clock.at(START + 4_000, () => computer.call());
    await computer.run(5 * MINUTE);
    expect(computer.asked.filter(({ at }) => at > START + 4_000)).toEqual([]);
    expect(computer.notices).toEqual([]);
  });
});

describe('many favourites', () => {
  const favourites = Array.from({ length: 100 }, (_, index) => ({
    url: `https://site-${index}.example/`,
    name: `Site ${index}`,
  }));
  const many: Settings = { ...SETTINGS, favourites, intervalSeconds: 60 };

  it('take turns where not all find room in one tick', async () => {
    const computer = new Computer({ whatsapp: () => null, tookMs: 6_000, settings: () => many });
    await computer.run(12 * MINUTE);
    const times = new Map<string, number>();
    for (const { ask } of computer.asked) {
      if (ask.kind === 'probe') times.set(ask.service, (times.get(ask.service) ?? 0) + 1);
    }
    expect(times.size).toBe(100);
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1);
  });
});

describe('a question that breaks', () => {
  it('holds up no later tick', async () => {
    let broken = 0;
    const computer = new Computer({
      whatsapp: outage(200, 600),
      breaks: (ask) => ask.kind === 'probe' && ask.service === 'google' && broken++ < 3,
    });
    await computer.run(6 * MINUTE);
    expect(computer.badge).toBe('1');
  });
});

describe('"check now" clicked again and again', () => {
  it('asks nobody more than once a second', async () => {
    const computer = new Computer({ whatsapp: () => 503 });
    for (let click = 0; click < 100; click += 1) {
      computer.clock.at(START + 2_000 + click * 50, () => computer.call('all'));
    }
    await computer.run(20 * SECOND);
    for (const { id } of watchedOf(SETTINGS, catalogue)) {
      const times = computer.asked.flatMap(({ ask, at }) =>
        ask.kind === 'probe' && ask.service === id ? [at] : [],
      );
      expect(times.length).toBeGreaterThan(1);
      for (const [index, at] of times.entries()) {
        expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
      }
    }
  });
});

describe('sleep', () => {
  it('is logged once, and only where there was one', async () => {
    const computer = new Computer({
      whatsapp: () => null,
      ahead: (second) => (second < 300 ? 0 : 120 * MINUTE),
    });
    await computer.run(20 * MINUTE);
    expect(computer.wakings).toEqual([START + 300 * SECOND + 120 * MINUTE]);
  });

  it('ends what was known to be well, until it has answered again', async () => {
    const computer = new Computer({
      whatsapp: () => null,
      ahead: (second) => (second < 300 ? 0 : 120 * MINUTE),
      tookMs: 2_000,
    });
    const healthAt = async (second: number) => {
      await computer.clock.play(START + second * SECOND);
      return computer.state?.services.whatsapp?.health;
    };
    await computer.run(299 * SECOND);
    expect(await healthAt(299)).toBe('up');
    expect(await healthAt(301)).toBe('unknown');
    expect(await healthAt(310)).toBe('up');
  });

  it('is not what waits where nothing is watched', async () => {
    const nothing = { ...SETTINGS, favourites: [] };
    const computer = new Computer({ whatsapp: () => null, settings: () => nothing });
    await computer.run(60 * MINUTE);
    expect(computer.wakings).toEqual([]);
  });
});

describe('the quota of places elsewhere', () => {
  const sources = { resolvers: false, providerReports: false, vantages: true, routing: false };
  const agreed: Settings = { ...SETTINGS, sources };
  const startsOf = (computer: Computer) =>
    computer.asked.flatMap(({ ask, at }) =>
      ask.kind === 'vantage-start'
        ? [{ at, tests: ask.places.reduce((sum, place) => sum + place.limit, 0), of: ask.services[0] }]
        : [],
    );
  const most = (starts: ReturnType<typeof startsOf>, withinMs: number) =>
    Math.max(
      0,
      ...starts.map(({ at }) =>
        starts
          .filter((one) => one.at >= at && one.at < at + withinMs)
          .reduce((sum, one) => sum + one.tests, 0),
      ),
    );

  it('is kept by workers that die with each question, clicks and all', async () => {
    const computer = new Computer({
      whatsapp: () => 503,
      others: { google: () => 503, github: () => 'tcp.reset' },
      settings: () => agreed,
      fatal: (ask) => ask.kind === 'vantage-start',
    });
    for (let at = 0; at < 3_600; at += 7) {
      computer.clock.at(START + at * SECOND, () => computer.call('all'));
    }
    await computer.run(60 * MINUTE);
    const starts = startsOf(computer);
    expect(starts.length).toBeGreaterThan(0);
    expect(most(starts, 60 * MINUTE)).toBeLessThanOrEqual(60);
    for (const id of ['whatsapp', 'google', 'github']) {
      const own = starts.filter(({ of }) => of === id);
      expect(most(own, 10 * MINUTE)).toBeLessThanOrEqual(12);
    }
  });

  it('collects nothing once the person said no, and does not wait for it', async () => {
    const computer = new Computer({
      whatsapp: outage(60, 400),
      settings: (second) => (computer.state?.measurements.length && second > 60 ? SETTINGS : agreed),
    });
    for (let at = 60; at < 120; at += 1) computer.clock.at(START + at * SECOND, () => computer.call());
    await computer.run(5 * MINUTE);
    expect(startsOf(computer)).toHaveLength(1);
    expect(computer.asked.filter(({ ask }) => ask.kind === 'vantage-collect')).toEqual([]);
  });
});

describe('workers that die at any step', () => {
  it('begin their checks again, so that a torn burst confirms as soon as a whole one', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) }, [17, 9, 10, 18, 13, 1, 11]);
    await computer.run(400 * SECOND);
    expect(computer.badge).toBe('1');
  });

  it('repeat nothing and contradict nothing', { timeout: 60_000 }, async () => {
    // Twelve workers that die one after the other take six minutes with them.
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (dies) => {
        const computer = new Computer({ whatsapp: outage(60, 720) }, dies);
        await computer.run(25 * MINUTE);
        const kinds = computer.notices.map(({ kind }) => kind);
        // One that dies between keeping and showing takes its notice with it; none is ever shown twice.
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(computer.badge).toBe('');
        expect(computer.state?.incidents).toHaveLength(1);
        expect(computer.state?.incidents[0]?.closedAt).not.toBeNull();
      }),
      { numRuns: 25, examples: [[[17, 9, 10, 18, 13, 1, 11]]] },
    );
  });
});

describe('check now', () => {
  it('reads every agreed status page anew, though the probes fill all the room', async () => {
    const ids = ['github', 'cloudflare', 'reddit', 'discord', 'dropbox', 'zoom', 'npm', 'pypi', 'bitbucket'];
    const sources = { resolvers: false, providerReports: true, vantages: false, routing: false };
    const favourites = ids.map((id) => ({ id }));
    const computer = new Computer({ whatsapp: () => null }, [], {
      favourites,
      sources,
      intervalSeconds: 300,
    });
    computer.ask(40, { wanted: 'all' });
    await computer.run(60 * SECOND);
    const reads = (from: number) =>
      computer.asked
        .filter(({ ask, at }) => ask.kind === 'feed' && at >= START + from * SECOND)
        .flatMap(({ ask }) => (ask.kind === 'feed' ? ask.services : []));
    const readable = new Set(reads(0));
    expect(readable.size).toBeGreaterThan(6);
    expect(reads(40).sort()).toEqual([...readable].sort());
  });
});

describe('a call', () => {
  it('is heard, however close to the end of a tick it comes', async () => {
    const heard: number[] = [];
    for (let later = 0; later < 60; later += 1) {
      let state: State | null = null;
      const tick = createTick({
        now: () => START,
        wait: () => Promise.resolve(),
        random: () => 0.5,
        online: () => true,
        local: () => null,
        resting: () => Promise.resolve(null),
        gather: () => Promise.resolve([]),
        read: () => Promise.resolve({ state, settings: SETTINGS, watched: [] }),
        resolve: () => [],
        keep: (step) => {
          state = step.state;
          return Promise.resolve();
        },
        controls: [],
        systemDns: false,
      });
      const first = tick({ wanted: [], seen: [] });
      for (let microtasks = 0; microtasks < later; microtasks += 1) await null;
      const change = (before: State) => {
        heard.push(later);
        return before;
      };
      await Promise.all([first, tick({ wanted: [], seen: [], change })]);
    }
    expect(heard).toEqual(Array.from({ length: 60 }, (_, later) => later));
  });
});
