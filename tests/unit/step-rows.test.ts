/** What the log keeps of one step: why nobody watched, what was known, what was told. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/entrypoints/background/rows';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { Incident, State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Verdict } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }] };
const BEFORE: State = { ...emptyState(1), lastTickAt: NOW - HOUR };

function stepOf(change: Partial<KeptStep>): KeptStep {
  const state = { ...BEFORE, lastTickAt: NOW, wokeAt: NOW };
  const watched = watchedOf(SETTINGS, catalogue);
  return {
    before: BEFORE,
    state,
    seen: [],
    notices: [],
    settings: SETTINGS,
    watched,
    guests: [],
    now: NOW,
    ...change,
  };
}

const gapsOf = (change: Partial<KeptStep>, wasOpen = true) => rowsOf(stepOf(change), {}, wasOpen).gaps;

describe('a time in which nobody watched', () => {
  it('is sleep while the browser was open, and else a closed browser', () => {
    expect(gapsOf({})).toEqual([{ from: NOW - HOUR, to: NOW, why: 'asleep' }]);
    expect(gapsOf({}, false)).toEqual([{ from: NOW - HOUR, to: NOW, why: 'closed' }]);
  });

  it('is a pause while the person paused', () => {
    const settings = { ...SETTINGS, pausedUntil: NOW + HOUR };
    const state = { ...BEFORE, lastTickAt: NOW };
    expect(gapsOf({ settings, state })).toEqual([{ from: NOW - HOUR, to: NOW, why: 'paused' }]);
  });

  it('is none between ticks that follow each other, or within one', () => {
    expect(gapsOf({ state: { ...BEFORE, lastTickAt: NOW } })).toEqual([]);
    expect(gapsOf({ before: { ...BEFORE, lastTickAt: NOW, wokeAt: NOW } })).toEqual([]);
  });
});

describe('a clock that was set back', () => {
  it('is told from one that goes on', () => {
    const setBack = (lastTickAt: number | null) =>
      rowsOf(stepOf({ before: { ...BEFORE, lastTickAt } }), {}, true).setBack;
    expect([setBack(NOW + HOUR), setBack(NOW - HOUR), setBack(null)]).toEqual([true, false, false]);
  });
});

describe('an incident', () => {
  const verdict = (name: Verdict['name']): Verdict => ({
    name,
    scope: 'global',
    confidence: 'high',
    rule: 'r',
    numbers: {},
  });
  const incident = (name: Verdict['name']): Incident => ({
    id: 'github-1',
    shared: null,
    members: [{ service: 'github', since: NOW - HOUR, restoredAt: null, verdict: verdict(name) }],
    since: NOW - HOUR,
    confirmedAt: NOW - HOUR,
    verdict: verdict(name),
    phases: [],
    told: { at: NOW, scope: 'global', services: 1, back: 0, digest: null },
    closedAt: null,
  });
  const sample = {
    at: NOW,
    symptom: 'timeout',
    tookMs: null,
    status: null,
    how: 'probe',
    retryAfterMs: null,
  } as const;
  const github = { ...newService('github', NOW), failingSince: NOW - HOUR, samples: [sample] };
  const holding = (...incidents: Incident[]): State => ({ ...BEFORE, services: { github }, incidents });

  it('keeps what was known when it was confirmed and when its verdict changed, not in between', () => {
    const first = rowsOf(stepOf({ state: holding(incident('service_down')) }), {}, true).incidents;
    expect(first[0]?.evidence).toMatchObject([{ at: NOW, service: 'github', lines: [{ source: 'probe' }] }]);
    const before = holding(incident('service_down'));
    const closing = { ...incident('service_down'), phases: [{ at: NOW, verdict: 'service_down' as const }] };
    expect(rowsOf(stepOf({ before, state: holding(closing) }), {}, true).incidents[0]?.evidence).toEqual([]);
    const changed = rowsOf(stepOf({ before, state: holding(incident('service_5xx')) }), {}, true).incidents;
    expect(changed[0]?.evidence).toHaveLength(1);
  });

  it('keeps what each further place said, once where it speaks of several services', () => {
    const place = (city: string, at: number) => ({
      source: 'vantage' as const,
      service: 'github',
      at,
      tookMs: 90,
      outcome: 'timeout' as const,
      errorType: null,
      status: null,
      measurement: city,
      near: 'far' as const,
      continent: 'EU',
      country: 'DE',
      city,
      latitude: 1,
      longitude: 2,
      asn: 1,
      network: 'n',
      ip: null,
    });
    const both = (vantages: ReturnType<typeof place>[]): State => {
      const seen = { ...github, vantages };
      const members = ['github', 'gitlab'].map((service) => ({ ...own.members[0], service }) as never);
      const services = { github: seen, gitlab: { ...seen, id: 'gitlab' } };
      return { ...BEFORE, services, incidents: [{ ...own, members }] };
    };
    const own = incident('service_down');
    const before = both([place('Berlin', NOW - 60_000)]);
    const state = both([place('Berlin', NOW - 60_000), place('Hamburg', NOW), place('Berlin', NOW)]);
    const [row] = rowsOf(stepOf({ before, state }), {}, true).incidents;
    expect(row?.evidence).toMatchObject([
      { at: NOW, service: 'github', lines: [{ source: 'vantage', who: 'Hamburg, DE' }] },
    ]);
    expect(row?.evidence[0]?.lines).toHaveLength(1);
    expect(rowsOf(stepOf({ before: state, state }), {}, true).incidents).toEqual([]);
  });

  it('keeps in which mood it was told, also in a notice that is not its own', () => {
    const over = { ...incident('service_down'), closedAt: NOW - 1_000 };
    const before = holding(over);
    const notice = {
      id: 'back-github-7',
      kind: 'closed',
      services: ['github'],
      since: NOW - HOUR,
      until: NOW - 900,
      mood: 'wished',
    };
    const noticesOf = (notices: readonly object[], own: Incident = over) =>
      rowsOf(
        stepOf({ before: holding(own), state: holding(own), notices: notices as never }),
        {},
        true,
      ).incidents.map((row) => row.notices);
    expect(noticesOf([notice])).toEqual([[{ at: NOW, kind: 'closed', mood: 'wished' }]]);
    expect(noticesOf([{ ...notice, mood: 'morning' }])).toEqual([
      [{ at: NOW, kind: 'closed', mood: 'morning' }],
    ]);
    expect(noticesOf([{ ...notice, services: ['zoom'] }])).toEqual([]);
    expect(noticesOf([{ ...notice, since: NOW - 900 }])).toEqual([]);
    expect(noticesOf([{ ...notice, mood: 'morning' }], { ...over, closedAt: null })).toEqual([]);
    const flapping = { id: 'github-1', kind: 'updated', mood: 'flapping' };
    expect(noticesOf([flapping])).toEqual([[{ at: NOW, kind: 'updated', mood: 'flapping' }]]);
    expect(rowsOf(stepOf({ before, state: before }), {}, true).incidents).toEqual([]);
  });

  it('keeps what was told of it, also in a notice that it shares', () => {
    const own = incident('service_down');
    const shared = {
      ...own,
      id: 'github-2',
      told: { ...(own.told as object), digest: 'digest-7' },
    } as Incident;
    const notices = ['github-1', 'digest-7', 'other'].map((id) => ({ id, kind: 'opened' })) as never;
    const rows = rowsOf(stepOf({ state: holding(own, shared), notices }), {}, true).incidents;
    expect(rows.map((row) => row.notices)).toEqual([
      [{ at: NOW, kind: 'opened' }],
      [{ at: NOW, kind: 'opened' }],
    ]);
  });
});
