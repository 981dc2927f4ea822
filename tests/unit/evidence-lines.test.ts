/** Which lines of evidence are shown and logged: nobody is quoted twice for the same. */
import { describe, expect, it } from 'vitest';
import { evidenceWords } from '@/utils/diagnosis/explain-evidence';
import { evidenceLinesOf } from '@/utils/incidents/evidence-lines';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { ServiceState } from '@/utils/incidents/state';
import type { ResolverObservation, RoutingObservation, Sample } from '@/utils/model';
import { tongueIn } from '../tongue';

const NOW = Date.UTC(2026, 0, 15, 12);
const STATE = emptyState(NOW);

const sample = (seconds: number, change: Partial<Sample> = {}): Sample => ({
  at: NOW - seconds * 1_000,
  symptom: 'refused',
  status: null,
  tookMs: 20,
  how: 'probe',
  retryAfterMs: null,
  ...change,
});

const resolver = (name: string, seconds: number, answer: ResolverObservation['answer']) =>
  ({ resolver: name, at: NOW - seconds * 1_000, answer, checkingDisabled: false }) as ResolverObservation;

const route = (prefix: string, seconds: number, share: number) =>
  ({ prefix, at: NOW - seconds * 1_000, share }) as RoutingObservation;

function shown(change: Partial<ServiceState>) {
  const service = { ...newService('whatsapp', NOW), failingSince: NOW - 60_000, ...change };
  return evidenceLinesOf(STATE, service, [], {}, NOW).map(({ who, said, at }) => [
    who,
    said,
    (NOW - at) / 1_000,
  ]);
}

describe('lines of evidence', () => {
  it('say once what this computer got again and again, and when it was otherwise', () => {
    const samples = [
      sample(50, { symptom: 'answers', status: 200 }),
      sample(40),
      sample(30),
      sample(20, { symptom: '5xx', status: 503 }),
      sample(10, { symptom: '5xx', status: 503, tookMs: 90 }),
    ];
    expect(shown({ samples }).map(([, , seconds]) => seconds)).toEqual([10, 30, 50]);
  });

  it('say when it means to be back', () => {
    const samples = [sample(10, { symptom: 'maintenance', status: 503, retryAfterMs: 1_800_000 })];
    const backAt = NOW + 1_790_000;
    expect(shown({ samples })[0]?.[1]).toEqual({
      kind: 'failed',
      errorType: 'http.error',
      status: 503,
      backAt,
    });
    const [line] = evidenceLinesOf(STATE, { ...newService('whatsapp', NOW), samples }, [], {}, NOW);
    if (line === undefined) throw new Error('It was asked.');
    expect(evidenceWords(line, tongueIn('en', 'en-GB'), NOW).said).toMatch(/^answered: back today \d/);
  });

  it('blame no address book that knew the name all along', () => {
    const samples = [sample(50, { symptom: 'answers', status: 200 }), sample(40, { symptom: 'dns' })];
    const silent = [...samples, sample(20, { symptom: 'timeout' })];
    const knew = [resolver('system', 30, 'address')];
    const saidOf = (change: Partial<ServiceState>) =>
      shown({ resolvers: knew, ...change })
        .filter(([, said]) => !['resolver', 'answered'].includes((said as { kind: string }).kind))
        .map(([, said]) => said);
    const hidden = { kind: 'failed', errorType: 'unknown', status: null };
    const unfound = { kind: 'failed', errorType: 'dns.name_not_resolved', status: null };
    expect(saidOf({ samples })).toEqual([hidden]);
    // What it turned out to be is said once.
    expect(saidOf({ samples: silent })).toEqual([{ kind: 'timeout' }]);
    expect(saidOf({ samples, resolvers: [] })).toEqual([unfound]);
    expect(saidOf({ samples, resolvers: [resolver('system', 50, 'address')] })).toEqual([unfound]);
    expect(saidOf({ samples, resolvers: [...knew, resolver('google', 35, 'servfail')] })).toEqual([unfound]);
    expect(saidOf({ samples, resolvers: [...knew, resolver('system', 35, null)] })).toEqual([unfound]);
  });

  it('let each address book and each collector speak once, by what it said last', () => {
    const resolvers = [
      resolver('google', 50, 'address'),
      resolver('cloudflare', 40, 'servfail'),
      resolver('google', 30, 'servfail'),
      resolver('google', 20, null),
    ];
    const routing = [route('129.134.30.0/23', 50, 1), route('129.134.30.0/23', 10, 0)];
    expect(shown({ resolvers, routing })).toEqual([
      ['google', { kind: 'resolver', answer: 'servfail' }, 30],
      ['cloudflare', { kind: 'resolver', answer: 'servfail' }, 40],
      ['129.134.30.0/23', { kind: 'routing', share: 0 }, 10],
    ]);
  });
});
