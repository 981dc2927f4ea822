/** What an outage's course says: mixtures, relapses, planned ends, and whose side it may turn to. */
import { describe, expect, it } from 'vitest';
import { symptomOf } from '@/utils/diagnosis/symptom';
import { advanceHealth } from '@/utils/incidents/health';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { leadOf } from '@/utils/incidents/lead';
import { planAsks } from '@/utils/incidents/plan';
import { isMixed } from '@/utils/incidents/samples';
import { afterSample } from '@/utils/incidents/schedule';
import { reworded } from '@/utils/incidents/shown';
import { NOTHING_USUAL, type ServiceState } from '@/utils/incidents/state';
import { noteTick } from '@/utils/incidents/waking';
import type { HttpObservation, Judgement, Sample, Symptom, Target, Verdict, Watched } from '@/utils/model';
import { httpOf } from './http-of';

const NOW = Date.UTC(2026, 0, 15, 12);
const SECOND = 1_000;

/** Samples that end now, so many seconds apart. */
const course = (symptoms: readonly Symptom[], everySeconds: number): Sample[] =>
  symptoms.map((symptom, index) => ({
    at: NOW - (symptoms.length - 1 - index) * everySeconds * SECOND,
    symptom,
    tookMs: 100,
    status: symptom === 'answers' ? 200 : symptom === '5xx' ? 503 : null,
    how: 'probe',
    retryAfterMs: null,
  }));

const many = (symptom: Symptom, times: number) => Array.from({ length: times }, () => symptom);

const verdict = (name: Verdict['name'], scope: Verdict['scope']): Verdict => ({
  name,
  scope,
  confidence: 'medium',
  rule: name,
  numbers: {},
});

const judged = (of: Verdict, rest: Partial<Judgement> = {}): Judgement => ({
  verdict: of,
  votes: 7,
  confirmed: true,
  gate: 'clear',
  controlsSlow: false,
  symptom: '5xx',
  knowledge: 1,
  elsewhere: null,
  resolversFail: false,
  gone: { address: null, nameServers: null },
  ...rest,
});

const OUTAGE = verdict('service_5xx', 'global');

const ill = (change: Partial<ServiceState>): ServiceState => ({
  ...newService('whatsapp', NOW - 3_600_000),
  health: 'down',
  healthAt: NOW - 600_000,
  verdict: OUTAGE,
  failingSince: NOW - 600_000,
  inIncident: true,
  ...change,
});

describe('what comes and goes', () => {
  it('fails and answers by turns', () => {
    expect(isMixed(course(['5xx', 'answers', '5xx', '5xx', 'answers', '5xx'], 15), NOW)).toBe(true);
  });

  it('is not a plain outage some minutes after another', () => {
    const twice = [...many('5xx', 4), ...many('answers', 12), ...many('5xx', 4)];
    expect(isMixed(course(twice, 15), NOW)).toBe(false);
  });

  it('is what fails twice, with an answer between, while it seems to be over', () => {
    const returning = ill({ health: 'recovering', healthAt: NOW - 80 * SECOND, before: OUTAGE });
    const once = { ...returning, samples: course(['5xx', ...many('answers', 5), '5xx'], 15) };
    const twice = {
      ...returning,
      samples: course(['5xx', 'answers', 'answers', '5xx', 'answers', '5xx'], 15),
    };
    expect(advanceHealth(once, judged(OUTAGE), NOW, false).health).toBe('recovering');
    expect(advanceHealth(twice, judged(OUTAGE), NOW, false).health).toBe('degraded');
  });

  it('must answer for longer once it has relapsed', () => {
    const samples = course(['5xx', ...many('answers', 6)], 10);
    const back = (confirmedAt: number[]) =>
      advanceHealth(ill({ samples, confirmedAt }), judged(OUTAGE), NOW, false).health;
    expect(back([NOW - 600_000])).toBe('recovering');
    expect(back([NOW - 600_000, NOW - 300_000])).toBe('down');
  });

  it('that came and went is believed after sixteen good answers, since twelve in a row are often luck', () => {
    const healthAfter = (good: number) => {
      const samples = course(['5xx', 'answers', '5xx', ...many('answers', good)], 15);
      return advanceHealth(ill({ health: 'degraded', samples }), judged(OUTAGE), NOW, false).health;
    };
    expect([12, 15, 16].map(healthAfter)).toEqual(['degraded', 'degraded', 'recovering']);
  });

  it('is well again only so long after its last failure', () => {
    const samples = course(['5xx', ...many('answers', 10)], 5);
    const returning = ill({ health: 'recovering', healthAt: NOW - 400 * SECOND, samples });
    const healthOf = (goodSince: number) =>
      advanceHealth({ ...returning, goodSince }, judged(OUTAGE), NOW, false).health;
    expect(healthOf(NOW - 50 * SECOND)).toBe('recovering');
    expect(healthOf(NOW - 400 * SECOND)).toBe('up');
  });
});

describe('a failure that went away at once', () => {
  const delayAfter = (symptoms: readonly Symptom[]) => {
    const samples = course(symptoms, 5);
    const next = afterSample(newWith(samples), samples.at(-1) as Sample).nextProbeAt;
    return next === null ? null : (next - NOW) / SECOND;
  };
  const newWith = (samples: Sample[]) => ({ ...newService('whatsapp', NOW - 3_600_000), samples });

  it('is looked after a few times soon, and then more closely than usual for a while', () => {
    const looks = [1, 2, 3, 4, 5, 6, 7].map((good) => delayAfter(['5xx', ...many('answers', good)]));
    expect(looks).toEqual([3, 4, 5, 6, 7, 8, 15]);
    expect(delayAfter(['answers'])).toBeNull();
  });
});

describe('an open outage', () => {
  const block = verdict('blocked_network', 'blocked');
  const ownNames = verdict('local_dns', 'resolver');

  it.each([
    [block, null, 'service_5xx'],
    [block, 'mixed', 'service_5xx'],
    [block, 'near', 'blocked_network'],
    [ownNames, 'near', 'service_5xx'],
    [ownNames, 'none', 'local_dns'],
  ] as const)('turns into %o only where it is seen to work (%s)', (to, elsewhere, shown) => {
    expect(reworded(ill({}), judged(to, { elsewhere }), NOW).verdict.name).toBe(shown);
  });

  it('that is only ours in the end is called so', () => {
    const only = verdict('local_only_5xx', 'unknown');
    const service = ill({ samples: course(many('5xx', 5), 10) });
    const seen = advanceHealth(service, judged(only, { elsewhere: 'none' }), NOW, false);
    expect(seen).toMatchObject({ health: 'unknown', verdict: only, inIncident: true });
    // Not known whose it is, and never "all is well".
    const state = { ...emptyState(1), services: { whatsapp: seen } };
    const watched = [{ id: 'whatsapp' }] as unknown as Watched[];
    expect(leadOf(state, watched, { pausedUntil: null }, NOW).headline).toBe('cannot-tell');
    const again = advanceHealth(seen, judged(OUTAGE, { elsewhere: 'all' }), NOW, false);
    expect(again).toMatchObject({ health: 'down', verdict: OUTAGE });
  });

  it('is not hidden by a slow line', () => {
    const samples = course(['5xx', '5xx', 'timeout'], 30);
    const slow = judged(verdict('local_slow', 'network'), { symptom: 'timeout' });
    expect(advanceHealth(ill({ samples }), slow, NOW, false)).toMatchObject({
      health: 'down',
      verdict: OUTAGE,
    });
  });
});

describe('waking', () => {
  const tickAfter = (gap: number, service: ServiceState) => {
    const before = { ...emptyState(1), lastTickAt: NOW - gap, services: { whatsapp: service } };
    return noteTick(before, 60 * SECOND, NOW).services.whatsapp;
  };
  const well = ill({ health: 'up', inIncident: false, failingSince: null });

  it('claims no more that all is well, until it has been seen again', () => {
    expect(tickAfter(3_600 * SECOND, well)).toMatchObject({
      health: 'unknown',
      verdict: { name: 'unknown' },
    });
    expect(tickAfter(60 * SECOND, well)).toBe(well);
  });

  it('goes on with what was known to be wrong', () => {
    const down = ill({});
    expect(tickAfter(3_600 * SECOND, down)).toEqual({ ...down, nextProbeAt: NOW });
  });
});

describe('planned work', () => {
  it('is looked at when it was first said to end, even if the end is put off', () => {
    const samples = course(many('maintenance', 2), 900).map((one) => ({
      ...one,
      retryAfterMs: 1_200 * SECOND,
    }));
    const [, last] = samples;
    const next = afterSample(ill({ health: 'maintenance', samples }), last as Sample).nextProbeAt;
    expect(((next ?? 0) - NOW) / SECOND).toBe(300);
  });

  it('that is over, and errors that go on, are asked about like any other failure', () => {
    const planned = course(many('maintenance', 3), 900).map((one) => ({
      ...one,
      at: one.at - 60 * SECOND,
      retryAfterMs: 900 * SECOND,
    }));
    const delays = [1, 2, 3].map((errors) => {
      const samples = [...planned, ...course(many('5xx', errors), 5)];
      const next = afterSample(ill({ health: 'maintenance', samples }), samples.at(-1) as Sample).nextProbeAt;
      return ((next ?? 0) - NOW) / SECOND;
    });
    expect(delays).toEqual([2, 2, 7]);
  });
});

describe('controls', () => {
  it('are asked anew when a failure takes on another face', () => {
    const target = { id: 'control', url: 'https://control.example/', hosts: [] } as unknown as Target;
    const asked = (last: Symptom) => {
      const service = ill({ samples: course(['5xx', '5xx', last], 20), nextProbeAt: NOW + 60_000 });
      const state = {
        ...emptyState(1),
        services: { whatsapp: service },
        controlsAsked: { control: NOW - 5_000 },
      };
      const watched = [{ id: 'whatsapp', family: null, clouds: [], intervalMs: 60_000, askable: false }];
      const context = {
        now: NOW,
        watched,
        judged: new Map(),
        sources: {},
        controls: [target],
        systemDns: false,
      };
      return planAsks(state, { ...context, wanted: new Set<string>() } as never).map(({ kind }) => kind);
    };
    expect(asked('5xx')).toEqual([]);
    expect(asked('timeout')).toEqual(['control']);
  });
});

describe('a page that leads to a sign-in', () => {
  const seen = { ...httpOf('probe', 'whatsapp', NOW, null), landed: 'login', genuine: null } as const;

  it('is how that service answers, as far as is known', () => {
    expect(symptomOf(seen, NOTHING_USUAL)).toBe('answers');
    expect(symptomOf(seen, { ...NOTHING_USUAL, landed: ['login', 'login'] })).toBe('answers');
    expect(symptomOf(seen, { ...NOTHING_USUAL, landed: ['same', 'same'] })).toBe('login');
  });
});

describe('errors that places elsewhere were asked about and do not see', () => {
  const only = verdict('local_only_5xx', 'unknown');
  const shownAfter = (far: number) => {
    const service = {
      ...newService('whatsapp', NOW),
      failingSince: NOW - 30 * SECOND,
      samples: course(many('5xx', 5), 5),
    };
    const heard = judged({ ...only, numbers: { far } }, { elsewhere: 'none' });
    return advanceHealth(service, heard, NOW, false);
  };

  it('are called so as soon as several far away were heard, and are no incident', () => {
    expect(shownAfter(4)).toMatchObject({
      health: 'down',
      verdict: { name: 'local_only_5xx' },
      inIncident: false,
    });
    expect(shownAfter(1).health).toBe('suspect');
  });
});

describe('a page to read', () => {
  const page = (change: Partial<HttpObservation>): HttpObservation => ({
    ...httpOf('probe', 'whatsapp', NOW, null),
    genuine: null,
    page: true,
    ...change,
  });
  const usual = (pages: boolean[]) => ({ ...NOTHING_USUAL, statuses: [200, 200], pages });

  it('is another answer than ever where there has always been an image', () => {
    expect(symptomOf(page({}), usual([false, false, false, false, false]))).toBe('changed');
    expect(symptomOf(page({ page: false }), usual([false, false, false, false, false]))).toBe('answers');
  });

  it('is as good as any where pages were seen, or too little is known', () => {
    expect(symptomOf(page({}), usual([false, false, false, false, true]))).toBe('answers');
    expect(symptomOf(page({}), usual([false]))).toBe('answers');
    const { page: _, ...untold } = page({});
    expect(symptomOf(untold, usual([false, false, false, false, false]))).toBe('answers');
  });

  it('is planned work once the status page says so, and ends with it', () => {
    const planned = judged(verdict('maintenance', 'global'), { symptom: 'changed' });
    const service = { ...newService('whatsapp', NOW), samples: course(many('changed', 3), 5) };
    const shown = advanceHealth(service, planned, NOW, false);
    expect(shown).toMatchObject({ health: 'maintenance', inIncident: false });
    const back = { ...shown, samples: course([...many('changed', 3), 'answers'], 5) };
    expect(advanceHealth(back, judged(verdict('ok', 'none')), NOW, false).health).toBe('up');
  });
});
