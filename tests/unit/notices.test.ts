/** What a person hears, and when: wishes, mutes, quiet hours, what comes and goes, and guests beside them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { guestAt, siteOfUrl } from '@/utils/catalogue/guest';
import { withGuest } from '@/utils/incidents/guests';
import { muted } from '@/utils/incidents/mutes';
import { samplesOf } from '@/utils/incidents/rows';
import type { Reason } from '@/utils/incidents/step';
import { viewOf } from '@/utils/incidents/view';
import { wished } from '@/utils/incidents/wishes';
import type { Ask, FavouriteView, LocalTime, Notice } from '@/utils/model';
import { between, Computer, MINUTE, outage, SETTINGS, START, type World } from './computer';

const kindsOf = (notices: readonly Notice[]) =>
  notices.map(({ kind, mood }) => (mood ? `${kind} ${mood}` : kind));
const NIGHT = { from: 60, to: 120, days: [] };
/** The clock stands in the quiet hour from one second to another. */
const quietDuring = (from: number, to: number): NonNullable<World['local']> => {
  const during = between(from, to);
  return (second): LocalTime => ({ minute: during(second) ? 90 : 150, weekday: 2 });
};
const change = (made: NonNullable<Reason['change']>): Partial<Reason> => ({ change: made });
const wish = (service: string) => change((state, _watched, now) => wished(state, service, true, now));
const mute = (service: string, until: number | 'back' | null) =>
  change((state) => muted(state, service, typeof until === 'number' ? START + until * 1_000 : until));
const lookUp = (text: string): Partial<Reason> => {
  const site = siteOfUrl(text, catalogue);
  if (!site.ok) throw new Error(site.problem);
  return {
    wanted: [site.id],
    change: (state, _watched, now) => withGuest(state, guestAt(site, now)),
  };
};

function guestSeen(computer: Computer, id: string): FavouriteView | undefined {
  const { step } = computer;
  if (step === null) return undefined;
  const { state, watched, settings, now, guests } = step;
  const names = Object.fromEntries(controls.map(({ target, operator }) => [target.id, operator]));
  return viewOf(state, watched, settings, names, now, guests).guests.find((guest) => guest.id === id);
}

const probesOf = (asked: readonly { ask: Ask }[], id: string) =>
  asked.filter(({ ask }) => ask.kind === 'probe' && ask.service === id).length;

describe('a guest', () => {
  const others = { 'shop.example': outage(0, 10_000) };

  it('is judged by the controls and the favourites, and is none of their evidence', async () => {
    const computer = new Computer({ whatsapp: outage(60, 100), others });
    computer.ask(30, lookUp('https://shop.example/cart'));
    await computer.run(4 * MINUTE);
    const guest = guestSeen(computer, 'shop.example');
    expect(guest?.evidence.some(({ source }) => source === 'control')).toBe(true);
    expect(guest?.evidence.some(({ source }) => source === 'favourite')).toBe(true);
    const view =
      computer.step && viewOf(computer.step.state, computer.step.watched, SETTINGS, {}, computer.clock.now);
    const heard = view?.favourites.flatMap(({ evidence }) => evidence.map(({ who }) => who));
    expect(heard).not.toContain('shop.example');
  });

  it('counts in nothing: no badge, no notice, no incident, no log, no headline', async () => {
    const computer = new Computer({ whatsapp: () => null, others });
    computer.ask(30, lookUp('https://shop.example/'));
    await computer.run(9 * MINUTE);
    expect(probesOf(computer.asked, 'shop.example')).toBeGreaterThan(5);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
    expect(computer.kept).toEqual([]);
    const { step } = computer;
    expect(step?.state.incidents).toEqual([]);
    expect(step?.state.own).toBeNull();
    const seen = { source: 'probe', target: 'shop.example', at: computer.clock.now } as const;
    if (step !== null) {
      expect(viewOf(step.state, step.watched, step.settings, {}, step.now, step.guests).lead.headline).toBe(
        'all-up',
      );
      const http = { ...seen, outcome: 'failed', tookMs: 1, errorType: 'tcp.refused', status: null } as const;
      const hidden = {
        landed: null,
        genuine: null,
        retryAfterMs: null,
        serverDate: null,
        ip: null,
        limited: false,
      };
      expect(samplesOf(step.state, step.state, [{ ...http, ...hidden }])).toEqual([]);
      expect(samplesOf(step.state, { ...step.state, guests: {} }, [{ ...http, ...hidden }])).toHaveLength(1);
    }
  });

  it('is asked no more after some minutes, and forgotten after some more', async () => {
    const computer = new Computer({ whatsapp: () => null, others });
    computer.ask(30, lookUp('https://shop.example/'));
    await computer.run(6 * MINUTE);
    const asked = probesOf(computer.asked, 'shop.example');
    await computer.clock.play(START + 9 * MINUTE);
    expect(probesOf(computer.asked, 'shop.example')).toBe(asked);
    expect(guestSeen(computer, 'shop.example')).toBeDefined();
    await computer.clock.play(START + 13 * MINUTE);
    expect(guestSeen(computer, 'shop.example')).toBeUndefined();
    expect(computer.state?.services['shop.example']).toBeUndefined();
  });

  it('survives a worker that dies', async () => {
    const computer = new Computer({ whatsapp: () => null, others }, [6, 8]);
    computer.ask(30, lookUp('https://shop.example/'));
    computer.restartAt(60);
    await computer.run(3 * MINUTE);
    expect(guestSeen(computer, 'shop.example')?.evidence.length).toBeGreaterThan(0);
  });

  it('is asked while the watch is paused, and nothing else is', async () => {
    const computer = new Computer({ whatsapp: () => null }, [], { pausedUntil: START + 60 * MINUTE });
    computer.ask(30, lookUp('https://shop.example/'));
    await computer.run(3 * MINUTE);
    expect(guestSeen(computer, 'shop.example')?.health).toBe('up');
    expect(probesOf(computer.asked, 'whatsapp')).toBe(0);
  });
});

describe('"tell me when it’s back"', () => {
  it('tells once of a guest that no notice would speak of, also after a restart', async () => {
    const computer = new Computer({ whatsapp: () => null, others: { 'shop.example': outage(0, 500) } }, [7]);
    computer.ask(30, lookUp('https://shop.example/'));
    computer.ask(100, wish('shop.example'));
    computer.restartAt(300);
    await computer.run(20 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['closed wished']);
    const [notice] = computer.notices;
    expect(notice?.services).toEqual(['shop.example']);
    expect(Math.abs((notice?.until ?? 0) - START - 500_000)).toBeLessThan(70_000);
    expect(computer.state?.wishes).toEqual({});
  });

  it('tells of a favourite that is muted, and does not tell it twice', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    computer.ask(80, wish('whatsapp'));
    computer.ask(81, mute('whatsapp', 'back'));
    await computer.run(20 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['closed wished']);
    const told = new Computer({ whatsapp: outage(60, 400) });
    told.ask(80, wish('whatsapp'));
    await told.run(20 * MINUTE);
    expect(kindsOf(told.notices)).toEqual(['opened', 'closed']);
  });

  it('says nothing of what never failed', async () => {
    const computer = new Computer({ whatsapp: () => null });
    computer.ask(80, wish('whatsapp'));
    await computer.run(5 * MINUTE);
    expect(computer.kept).toEqual([]);
    expect(computer.state?.wishes).toEqual({});
  });

  it('is forgotten after a day', async () => {
    const computer = new Computer({ whatsapp: outage(60, 90_000) }, [], { notifications: false });
    computer.ask(80, wish('whatsapp'));
    await computer.run(23 * 60 * MINUTE);
    expect(Object.keys(computer.state?.wishes ?? {})).toEqual(['whatsapp']);
    await computer.clock.play(START + 25.5 * 60 * MINUTE);
    expect(computer.state?.wishes).toEqual({});
    expect(computer.kept).toEqual([]);
  }, 60_000);
});

describe('notifications that are switched off while an outage is told', () => {
  it('take it away in silence, and say nothing of its end', async () => {
    const off = between(200, 1_500);
    const computer = new Computer({
      whatsapp: outage(60, 900),
      settings: (second) => ({ ...SETTINGS, notifications: !off(second) }),
    });
    await computer.run(40 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'cleared']);
    expect(computer.kept[1]?.second).toBeLessThan(260);
    expect(computer.notices[1]?.id).toBe(computer.notices[0]?.id);
  });
});

describe('a mute', () => {
  it('silences an outage that the badge counts, and ends with it', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    computer.ask(80, mute('whatsapp', 'back'));
    await computer.run(5 * MINUTE);
    expect(computer.badge).toBe('1');
    expect(computer.state?.mutes).toEqual({ whatsapp: 'back' });
    await computer.clock.play(START + 15 * MINUTE);
    expect(computer.kept).toEqual([]);
    expect(computer.state?.mutes).toEqual({});
  });

  it('takes away in silence what was told before', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    computer.ask(200, mute('whatsapp', 'back'));
    await computer.run(15 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'cleared']);
  });

  it('lets an outage be told that goes on when its time is over', async () => {
    const computer = new Computer({ whatsapp: outage(60, 900) });
    computer.ask(80, mute('whatsapp', 600));
    await computer.run(9 * MINUTE);
    expect(computer.kept).toEqual([]);
    await computer.clock.play(START + 25 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'closed']);
    expect(computer.kept[0]?.second).toBeGreaterThanOrEqual(600);
  });

  it('is for one of several: the others are told without it', async () => {
    const others = { instagram: outage(60, 500), facebook: outage(60, 500) };
    const favourites = [...SETTINGS.favourites, { id: 'instagram' }, { id: 'facebook', notify: false }];
    const computer = new Computer({ whatsapp: outage(60, 500), others }, [], { favourites });
    computer.ask(70, mute('whatsapp', 'back'));
    await computer.run(20 * MINUTE);
    expect(computer.badges).toContain('3');
    expect(new Set(computer.kept.flatMap(({ notice }) => notice.services))).toEqual(new Set(['instagram']));
  });
});

describe('a person who wants to hear of outages only', () => {
  it('hears of no return, and keeps nothing old on the screen', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) }, [], { tellBack: false });
    await computer.run(15 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'cleared']);
  });
});

describe('quiet hours', () => {
  it('tell what is over in one line when they end', async () => {
    const others = { github: outage(700, 1_000) };
    const world = { whatsapp: outage(60, 400), others, local: quietDuring(0, 2_400) };
    const computer = new Computer(world, [], { quietHours: NIGHT });
    await computer.run(39 * MINUTE);
    expect(computer.badges).toContain('1');
    expect(computer.kept).toEqual([]);
    await computer.clock.play(START + 50 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['closed morning']);
    expect(computer.notices[0]).toMatchObject({ services: ['whatsapp', 'github'], count: 2 });
  });

  it('tell what goes on once, when they end', async () => {
    const world = { whatsapp: outage(60, 3_600), local: quietDuring(0, 1_200) };
    const computer = new Computer(world, [4, 9], { quietHours: NIGHT });
    await computer.run(19 * MINUTE);
    expect(computer.kept).toEqual([]);
    await computer.clock.play(START + 90 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'closed']);
  });

  it('say no "back", and the morning does', async () => {
    const world = { whatsapp: outage(60, 600), local: quietDuring(300, 1_500) };
    const computer = new Computer(world, [], { quietHours: NIGHT });
    await computer.run(40 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['opened', 'cleared', 'closed morning']);
  });

  it('hold a wish', async () => {
    const world = { whatsapp: outage(60, 300), local: quietDuring(0, 1_500) };
    const computer = new Computer(world, [], { quietHours: NIGHT, notifications: false });
    computer.ask(90, wish('whatsapp'));
    await computer.run(24 * MINUTE);
    expect(computer.kept).toEqual([]);
    await computer.clock.play(START + 40 * MINUTE);
    expect(kindsOf(computer.notices)).toEqual(['closed wished']);
    expect(((computer.notices[0]?.until ?? 0) - START) / 1_000).toBeLessThan(400);
  });

  it('make no story of a fault of one’s own', async () => {
    const connected = (second: number) => second < 60 || second > 700;
    const world = { whatsapp: () => null, connected, local: quietDuring(0, 1_200) };
    const computer = new Computer(world, [], { quietHours: NIGHT });
    await computer.run(40 * MINUTE);
    expect(computer.badges).toContain('!');
    expect(computer.kept).toEqual([]);
  });
});

/** Fails for a while again and again. */
const fits =
  (times: number): World['whatsapp'] =>
  (second) => {
    const into = second - 60;
    return into >= 0 && into < times * 420 && into % 420 < 120 ? 503 : null;
  };

describe('what keeps dropping in and out', () => {
  it('is told so once, then once that it is steady', async () => {
    const computer = new Computer({ whatsapp: fits(8) });
    await computer.run(110 * MINUTE);
    const kinds = kindsOf(computer.notices);
    expect(kinds.filter((kind) => kind.endsWith('flapping') && !kind.startsWith('closed'))).toHaveLength(1);
    expect(kinds.slice(-1)).toEqual(['closed flapping']);
    const at = kinds.findIndex((kind) => kind.endsWith('flapping'));
    // Silence between the two.
    expect(kinds.slice(at + 1)).toEqual(['closed flapping']);
    const steady = computer.kept.at(-1);
    expect((steady?.second ?? 0) - (60 + 7 * 420 + 120)).toBeGreaterThanOrEqual(900);
  });
});

/** What one life allowed to be told. */
interface Manners {
  tellBack: boolean;
  mutes: readonly (readonly [number, string])[];
}

/** Each notice opens once, before anything else of its own, and is over at last; over again only after a relapse. */
function expectOrder(notices: readonly Notice[]): void {
  const plain = notices.filter(({ mood }) => mood === undefined || mood === 'flapping');
  for (const id of new Set(plain.map((notice) => notice.id))) {
    const kinds = plain.filter((notice) => notice.id === id).map(({ kind }) => kind);
    expect(kinds[0]).toBe('opened');
    expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(1);
    const isOver = kinds.map((kind) => kind === 'closed' || kind === 'cleared');
    expect(isOver.at(-1)).toBe(true);
    expect(kinds.filter((_, index) => isOver[index] && isOver[index - 1])).toEqual([]);
    expect(kinds.filter((kind, index) => isOver[index - 1] && kind !== 'updated')).toEqual([]);
  }
}

function expectManners(
  { notice, second }: { notice: Notice; second: number },
  { tellBack, mutes }: Manners,
  isQuietAt: (second: number) => boolean,
): void {
  const { kind, mood, services } = notice;
  if (isQuietAt(second)) expect(kind).toBe('cleared');
  if (kind === 'closed' && mood === undefined) expect(tellBack).toBe(true);
  if (mood !== 'wished') expect(services).not.toContain('shop.example');
  if (kind === 'cleared' || mood === 'morning') return;
  const silenced = mutes.filter(([at]) => second > at + 1 && second < at + 599);
  for (const [, service] of silenced) expect(services).not.toContain(service);
}

function expectNothingLeft({ state }: Computer): void {
  expect(state?.overnight).toEqual([]);
  expect(state?.incidents.every(({ closedAt }) => closedAt !== null)).toBe(true);
}

describe('whatever happens', () => {
  const span = fc.tuple(fc.integer({ min: 30, max: 2_400 }), fc.integer({ min: 20, max: 900 }));
  const during =
    (spans: readonly (readonly [number, number])[]): World['whatsapp'] =>
    (second) =>
      spans.some(([from, lasts]) => second >= from && second < from + lasts) ? 503 : null;
  const life = fc.record({
    whatsapp: fc.array(span, { maxLength: 4 }),
    instagram: fc.array(span, { maxLength: 3 }),
    github: fc.array(span, { maxLength: 3 }),
    guest: fc.array(span, { maxLength: 2 }),
    offline: fc.array(span, { maxLength: 1 }),
    quiet: fc.option(span, { nil: null }),
    mutes: fc.array(fc.tuple(fc.integer({ min: 40, max: 2_400 }), fc.constantFrom('whatsapp', 'github')), {
      maxLength: 2,
    }),
    wishAt: fc.option(fc.integer({ min: 60, max: 2_000 }), { nil: null }),
    dies: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 6 }),
    restarts: fc.array(fc.integer({ min: 40, max: 2_600 }), { maxLength: 3 }),
    tellBack: fc.boolean(),
  });

  it('nothing is told twice, out of turn, in quiet hours, of a guest or of what is muted', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (one) => {
        const [from = 0, lasts = 0] = one.quiet ?? [];
        const isQuietAt = between(from, from + lasts);
        const offline = during(one.offline);
        const world: World = {
          whatsapp: during(one.whatsapp),
          others: {
            instagram: during(one.instagram),
            github: during(one.github),
            'shop.example': during(one.guest),
          },
          connected: (second) => offline(second) === null,
          local: quietDuring(from, from + lasts),
        };
        const favourites = [...SETTINGS.favourites, { id: 'instagram' }];
        const settings = { favourites, quietHours: NIGHT, tellBack: one.tellBack };
        const computer = new Computer(world, one.dies, settings);
        computer.ask(40, lookUp('https://shop.example/'));
        // A word to a worker that dies just then is lost, and the page that sent it shows so.
        const mutes: [number, string][] = [];
        for (const [second, service] of one.mutes) {
          computer.ask(second, mute(service, second + 600));
          computer.clock.at(START + (second + 1) * 1_000, () => {
            if (computer.state?.mutes[service] !== undefined) mutes.push([second, service]);
          });
        }
        if (one.wishAt !== null) computer.ask(one.wishAt, wish('shop.example'));
        for (const second of one.restarts) computer.restartAt(second);
        await computer.run(80 * MINUTE);
        expectOrder(computer.kept.map(({ notice }) => notice));
        for (const told of computer.kept) expectManners(told, { tellBack: one.tellBack, mutes }, isQuietAt);
        const wishes = computer.kept.filter(({ notice }) => notice.mood === 'wished');
        expect(wishes.length).toBeLessThanOrEqual(Math.sign(one.wishAt ?? 0));
        expectNothingLeft(computer);
      }),
      { numRuns: 30 },
    );
  }, 180_000);
});
