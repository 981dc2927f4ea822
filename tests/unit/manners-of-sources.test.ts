/** How sources are asked: where leave was given, once per provider, no more than agreed, and heard while it is fresh. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '@/utils/catalogue/find';
import {
  allowedSources,
  originsOfSource,
  sitesOf,
  waitingSources,
  withAllowedFeeds,
} from '@/utils/catalogue/origins';
import { watchedOf } from '@/utils/catalogue/watched';
import { diagnose } from '@/utils/diagnosis/diagnose';
import { factsOf } from '@/utils/diagnosis/facts';
import { absorb } from '@/utils/incidents/absorb';
import { withWatched } from '@/utils/incidents/advance';
import { evidenceOf } from '@/utils/incidents/evidence';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { planAsks } from '@/utils/incidents/plan';
import { withoutOldReports } from '@/utils/incidents/report-age';
import { afterSample } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import type { Favourite, Sample, SourceChoices, StatusPageObservation } from '@/utils/model';
import { ownCountryOf } from '@/utils/probes/own-network';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { Computer, MINUTE, SECOND, SETTINGS, START } from './computer';
import { httpOf } from './http-of';

const NONE = DEFAULT_SETTINGS.sources;
const ALL: SourceChoices = { resolvers: true, providerReports: true, vantages: true, routing: true };
const favourites: Favourite[] = [
  { id: 'gmail' },
  { id: 'google-drive' },
  { id: 'github' },
  { url: 'https://own.example/', name: 'Own' },
];
const WATCHED = watchedOf({ ...DEFAULT_SETTINGS, favourites }, catalogue);
const originOf = (id: string) => `https://${new URL(watchedFeed(id)).hostname}/*`;

function watchedFeed(id: string): string {
  return WATCHED.find((one) => one.id === id)?.feed?.url ?? '';
}

function stateWith(report: Partial<StatusPageObservation> | null, now = START): State {
  const state = withWatched(
    emptyState(1),
    WATCHED.map(({ id }) => id),
    now,
  );
  if (report === null) return state;
  return absorb(state, [{ ...SAID, ...report }], now);
}

const SAID: StatusPageObservation = {
  source: 'status-page',
  service: 'github',
  at: START,
  outcome: 'ok',
  tookMs: 10,
  indicator: 'major',
  component: 'Mail',
  words: 'Mail is delayed',
  wordsAt: START,
  until: null,
  link: 'https://s.example/',
};

function sampleOf(change: Partial<Sample>): Sample {
  return { at: START, symptom: '5xx', tookMs: 10, status: 503, how: 'probe', retryAfterMs: null, ...change };
}

describe('leave for sources', () => {
  it('is asked in one prompt with the favourites, for exactly those that were agreed to', () => {
    const without = sitesOf(WATCHED, { sources: NONE }).origins;
    expect(sitesOf(WATCHED, { sources: { ...NONE, vantages: true } }).origins).toEqual([
      ...without,
      'https://api.globalping.io/*',
    ]);
    const all = sitesOf(WATCHED, { sources: ALL }).origins;
    for (const host of ['1.1.1.1', '8.8.8.8', 'cloudflare-dns.com', 'dns.google', 'stat.ripe.net'])
      expect(all).toContain(`https://${host}/*`);
    expect(all).toContain(originOf('github'));
    expect(without).not.toContain(originOf('github'));
    expect(all.some((origin) => origin.includes('*/*/') || origin.includes('://*'))).toBe(false);
  });

  it('is missing for a source that is on until all its hosts were granted; it is not asked then', () => {
    const granted = new Set(['https://api.globalping.io/*', 'https://1.1.1.1/*', originOf('github')]);
    expect(allowedSources(ALL, WATCHED, granted)).toEqual({
      ...NONE,
      vantages: true,
      providerReports: true,
    });
    expect(waitingSources(ALL, WATCHED, granted)).toEqual(['resolvers', 'providerReports', 'routing']);
    const read = withAllowedFeeds(WATCHED, granted).filter(({ feed }) => feed !== null);
    expect(read.map(({ id }) => id)).toEqual(['github']);
    expect(waitingSources(NONE, WATCHED, new Set())).toEqual([]);
  });

  it('is for the status pages of the favourites only', () => {
    expect(originsOfSource('providerReports', WATCHED)).toEqual([originOf('gmail'), originOf('github')]);
  });
});

describe('status pages', () => {
  it('are asked once for all favourites that share one, each with its own parts', () => {
    const state = stateWith(null);
    const context = { now: START, watched: WATCHED, judged: new Map(), controls: [], systemDns: false };
    const clicked = { ...context, sources: ALL, wanted: new Set(WATCHED.map(({ id }) => id)) };
    const small = planAsks(state, clicked).flatMap((ask) => (ask.kind === 'feed' ? [ask.feed.url] : []));
    expect(small).toEqual([watchedFeed('github')]);
    const services = Object.fromEntries(
      Object.entries(state.services).map(([id, service]) => [id, { ...service, insistedAt: START }]),
    );
    const insisted = { ...context, sources: ALL, wanted: new Set<string>() };
    const doubted = { ...state, services: withFailures(services) };
    const gate = { gate: 'clear' } as never;
    const judged = new Map(WATCHED.map(({ id }) => [id, gate]));
    const asks = planAsks(doubted, { ...insisted, judged }).flatMap((ask) =>
      ask.kind === 'feed' && ask.feed.url === watchedFeed('gmail') ? [ask] : [],
    );
    expect(asks).toHaveLength(1);
    expect(asks[0]?.services).toEqual(['gmail', 'google-drive']);
    expect(asks[0]?.parts?.gmail).not.toEqual(asks[0]?.parts?.['google-drive']);
  });

  it.each([
    [4, 0],
    [6, 1],
  ])('that were read %d s ago are read %d times more for a click', (seconds, count) => {
    const feed = watchedFeed('github');
    const state = { ...stateWith(null), feeds: { [feed]: START - seconds * SECOND } };
    const asks = planAsks(state, {
      now: START,
      watched: WATCHED,
      judged: new Map(),
      controls: [],
      sources: ALL,
      systemDns: false,
      wanted: new Set(['github']),
    });
    expect(asks.filter((ask) => ask.kind === 'feed' && ask.feed.url === feed)).toHaveLength(count);
  });

  it('are forgotten when what they said is old, or they are switched off', () => {
    const said = stateWith({});
    const minutes = (count: number) => START + count * MINUTE;
    expect(withoutOldReports(said, WATCHED, true, minutes(6)).services.github?.report).not.toBeNull();
    expect(withoutOldReports(said, WATCHED, true, minutes(8)).services.github?.report).toBeNull();
    expect(withoutOldReports(said, WATCHED, false, minutes(1)).services.github?.report).toBeNull();
  });

  it('count while resting for as long as they are not read again', () => {
    const said = { ...stateWith({}), rests: [{ from: START - MINUTE, to: null }] };
    expect(
      withoutOldReports(said, WATCHED, true, START + 26 * MINUTE).services.github?.report,
    ).not.toBeNull();
    expect(withoutOldReports(said, WATCHED, true, START + 45 * MINUTE).services.github?.report).toBeNull();
  });
});

function withFailures(services: State['services']): State['services'] {
  const failed = sampleOf({});
  return Object.fromEntries(
    Object.entries(services).map(([id, service]) => [id, { ...service, samples: [failed] }]),
  );
}

describe('evidence', () => {
  const situation = { now: 0, online: true, watched: WATCHED, guests: [], local: null, controls: [] };

  it('holds the last answer of a service asked rarely only until the next one is overdue', () => {
    const state = stateWith(null);
    const github = { ...newService('github', START), samples: [sampleOf({})] };
    const at = (now: number) => evidenceOf(state, github, { ...situation, now }).samples.length;
    expect(at(START + 70 * SECOND)).toBe(1);
    expect(at(START + 60 * MINUTE)).toBe(0);
  });

  it('holds nothing that a control said before the service failed', () => {
    const said = httpOf('control', 'control-google', START, null);
    const state = { ...stateWith(null), controls: { 'control-google': said } };
    const controls = [{ id: 'control-google', family: null, byNumber: false, plainHttp: false }];
    const heard = (failingSince: number | null) =>
      evidenceOf(
        state,
        { ...newService('github', START), failingSince },
        { ...situation, controls, now: START + MINUTE },
      ).controls.length;
    expect(heard(null)).toBe(1);
    expect(heard(START - SECOND)).toBe(1);
    expect(heard(START + SECOND)).toBe(0);
  });
});

describe('a time that was announced', () => {
  const evidence = (symptom: Sample['symptom'], retryAfterMs: number | null, until: number | null) => ({
    ...evidenceOf(stateWith(null), newService('github', START), {
      now: START,
      online: true,
      watched: WATCHED,
      guests: [],
      local: null,
      controls: [],
    }),
    samples: [sampleOf({ symptom, retryAfterMs })],
    report: until === null ? null : { ...SAID, indicator: 'maintenance' as const, until },
  });

  it('is known of a limit and of planned work, and forgotten when it is past', () => {
    expect(diagnose(factsOf(evidence('rate', MINUTE, null))).numbers.until).toBe(START + MINUTE);
    expect(factsOf(evidence('maintenance', null, START + MINUTE)).until).toBe(START + MINUTE);
    expect(factsOf(evidence('maintenance', null, START - MINUTE)).until).toBeNull();
    expect(factsOf(evidence('5xx', null, null)).until).toBeNull();
  });
});

describe('Retry-After', () => {
  const nextAfter = (sample: Sample) =>
    (afterSample({ ...newService('github', START), samples: [sample] }, sample).nextProbeAt ?? 0) - START;

  it('is obeyed from the first answer on', () => {
    expect(nextAfter(sampleOf({ symptom: 'rate', status: 429, retryAfterMs: 10 * MINUTE }))).toBe(
      10 * MINUTE,
    );
    expect(nextAfter(sampleOf({ symptom: 'rate', status: 429 }))).toBe(5 * SECOND);
  });

  it('spares who fails the quick repeats', () => {
    expect(nextAfter(sampleOf({ retryAfterMs: 30 * MINUTE }))).toBe(30 * SECOND);
    expect(nextAfter(sampleOf({}))).toBe(2 * SECOND);
  });
});

describe('places elsewhere', () => {
  const agreed = { ...SETTINGS, sources: { ...NONE, vantages: true } };
  const testsOf = (computer: Computer) =>
    computer.asked.flatMap(({ ask, at }) =>
      ask.kind === 'vantage-start'
        ? [{ at: at - START, tests: ask.places.reduce((sum, place) => sum + place.limit, 0), ask }]
        : [],
    );

  it('are asked three, then six, also where no near one can be named', async () => {
    const computer = new Computer({ whatsapp: () => 503, settings: () => agreed });
    await computer.run(5 * MINUTE);
    expect([...new Set(testsOf(computer).map(({ tests }) => tests))]).toEqual([3, 6]);
  });

  it('are asked at most twelve an hour about one service after the first ten minutes', async () => {
    const computer = new Computer({ whatsapp: () => 503, settings: () => agreed });
    for (let at = 0; at < 7_200; at += 20) computer.clock.at(START + at * SECOND, () => computer.call('all'));
    await computer.run(120 * MINUTE);
    const later = testsOf(computer).filter(({ at }) => at > 11 * MINUTE);
    expect(later.length).toBeGreaterThan(0);
    for (const { at } of later) {
      const hour = later.filter((one) => one.at >= at && one.at < at + 60 * MINUTE);
      expect(hour.reduce((sum, one) => sum + one.tests, 0)).toBeLessThanOrEqual(12);
    }
  });

  it('stand near where a control says that we are', () => {
    const body = new TextEncoder().encode('fl=1\nip=203.0.113.9\nts=1\nloc=SA\n');
    expect(ownCountryOf(body)).toBe('SA');
    expect(ownCountryOf(new TextEncoder().encode('loc=XX'))).toBeNull();
    expect(ownCountryOf(new TextEncoder().encode('203.0.113.9'))).toBeNull();
  });
});

describe('public resolvers', () => {
  it('are asked ever more seldom while an outage goes on', async () => {
    const sources = { ...NONE, resolvers: true };
    const computer = new Computer({
      whatsapp: () => 'dns.name_not_resolved',
      settings: () => ({ ...SETTINGS, sources }),
    });
    await computer.run(100 * MINUTE);
    const times = computer.asked.flatMap(({ ask, at }) =>
      ask.kind === 'resolver' && ask.resolver === 'google' ? [at - START] : [],
    );
    const between = (from: number, to: number) =>
      times.filter((at) => at >= from * MINUTE && at < to * MINUTE).length;
    expect(between(0, 10)).toBeGreaterThan(10);
    expect(between(70, 100)).toBeLessThanOrEqual(7);
  });

  it.each([
    ['none', 2],
    [null, 2],
    ['all', 0],
  ] as const)(
    'are a second opinion on a wall, heard before places where these are not (%s)',
    (elsewhere, count) => {
      const state = stateWith(null);
      const refused = sampleOf({ symptom: 'refused', status: null });
      const github = { ...newService('github', START), samples: [refused], failingSince: START };
      const judgement = {
        gate: 'clear',
        symptom: 'refused',
        elsewhere,
        votes: 3,
        verdict: { name: 'unknown' },
      };
      const asks = planAsks(
        { ...state, services: { ...state.services, github } },
        {
          now: START,
          watched: WATCHED,
          judged: new Map([['github', judgement as never]]),
          controls: [],
          sources: { ...NONE, resolvers: true },
          systemDns: false,
          wanted: new Set(),
        },
      );
      expect(asks.filter(({ kind }) => kind === 'resolver')).toHaveLength(count);
    },
  );

  it('that are silent are left alone, longer each time, but not while nothing answers here', () => {
    const silence = (at: number) =>
      ({
        source: 'back-off',
        of: 'resolver',
        key: 'google',
        at,
        outcome: 'timeout',
        tookMs: null,
        until: at + 15 * SECOND,
      }) as const;
    const times = [0, 30, 90, 200].map((second) => START + second * SECOND);
    const after = absorb(stateWith(null), times.map(silence), START + 200 * SECOND);
    expect((after.backOff['resolver:google']?.until ?? 0) - (times[3] ?? 0)).toBe(120 * SECOND);
    const own = { ...stateWith(null), own: { since: START } } as State;
    expect(absorb(own, times.map(silence), START).backOff).toEqual({});
  });
});
