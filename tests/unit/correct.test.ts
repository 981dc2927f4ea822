/** "Not what you see?": the person's word, against ours. */
import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import { serviceById } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { caseOf } from '@/utils/diagnosis/case';
import { judge } from '@/utils/diagnosis/judge';
import { advance, withWatched } from '@/utils/incidents/advance';
import { saidToFail, saidToWork } from '@/utils/incidents/correct';
import { planAsks } from '@/utils/incidents/plan';
import { emptyState, type State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import type { HttpObservation, SourceChoices } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { recordedCases } from '../docs/cases';
import { evidenceOfCase } from './read-case';

const START = Date.UTC(2026, 0, 15, 12);
const SECOND = 1_000;
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }, { id: 'wikipedia' }] };
const WATCHED = watchedOf(SETTINGS);
const CONTROLS = controls.map((control) => ({ ...control, id: control.target.id }));

function seen(source: 'probe' | 'control', target: string, at: number, status: number): HttpObservation {
  return {
    source,
    target,
    at,
    outcome: status < 500 ? 'ok' : 'failed',
    tookMs: 100,
    errorType: status < 500 ? null : 'http.error',
    status,
    landed: 'same',
    genuine: true,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
  };
}

/** Lets time go on, a probe every ten seconds, while the controls answer. */
function live(from: State, begin: number, seconds: number, status: number): State {
  let state = from;
  for (let second = 0; second < seconds; second += 10) {
    const now = begin + second * SECOND;
    const news = [
      ...CONTROLS.map(({ id }) => seen('control', id, now, 200)),
      seen('probe', 'wikipedia', now, 200),
      seen('probe', 'github', now, status),
    ];
    const situation = { now, online: true, local: null, watched: WATCHED, guests: [], controls: CONTROLS };
    state = advance(state, news, new Set(), situation, SETTINGS, judge).state;
  }
  return state;
}

const fresh = () => withWatched(emptyState(1), ['github', 'wikipedia'], START);
const down = () => live(live(fresh(), START, 60, 200), START + 60 * SECOND, 120, 503);
const github = (state: State) => state.services.github;
const open = (state: State) => state.incidents.filter((one) => one.closedAt === null);

describe('said to work', () => {
  it('closes what is open, and the same failure opens nothing again', () => {
    expect(open(down())).toHaveLength(1);
    const corrected = live(
      saidToWork(down(), 'github', START + 180 * SECOND),
      START + 185 * SECOND,
      300,
      503,
    );
    expect(open(corrected)).toEqual([]);
    expect([github(corrected)?.health, github(corrected)?.verdict.confidence]).toEqual(['up', 'low']);
  });

  it('is forgotten once our own question is answered: what fails after that is new', () => {
    const corrected = saidToWork(down(), 'github', START + 180 * SECOND);
    const well = live(corrected, START + 190 * SECOND, 600, 200);
    expect(github(well)?.verdict.name).toBe('ok');
    expect(open(live(well, START + 800 * SECOND, 120, 503))).toHaveLength(1);
  });

  it('holds for an hour at most', () => {
    const corrected = saidToWork(down(), 'github', START + 180 * SECOND);
    expect(open(live(corrected, START + 190 * SECOND, 3_700, 503))).toHaveLength(1);
  });
});

describe('said to fail', () => {
  const sources: SourceChoices = { resolvers: true, providerReports: true, vantages: true, routing: true };
  const asksAfter = (change: (state: State) => State, chosen = sources) => {
    const now = START + 130 * SECOND;
    const state = change(live(fresh(), START, 120, 200));
    const situation = { now, online: true, local: null, watched: WATCHED, guests: [], controls: CONTROLS };
    const news = CONTROLS.map(({ id }) => seen('control', id, now, 200));
    const step = advance(state, news, new Set(), situation, SETTINGS, judge);
    const known = { ...step.state, ownNetwork: { asn: 64_500, country: 'SA', at: now } };
    const targets = controls.map((control) => control.target);
    const context = { now, watched: WATCHED, judged: step.judged, sources: chosen, controls: targets };
    const asks = planAsks(known, { ...context, systemDns: false, wanted: new Set() });
    return [...new Set(asks.map((ask) => ask.kind))].sort();
  };

  it('asks everybody at once, though the probe answers', () => {
    expect(serviceById('github')?.feed).not.toBeNull();
    expect(asksAfter((state) => saidToFail(state, 'github', START + 129 * SECOND))).toEqual([
      'control',
      'feed',
      'probe',
      'resolver',
      'vantage-start',
    ]);
  });

  it('asks nobody who was refused', () => {
    const none = { resolvers: false, providerReports: false, vantages: false, routing: false };
    expect(asksAfter((state) => saidToFail(state, 'github', START + 129 * SECOND), none)).toEqual([
      'control',
      'probe',
    ]);
  });

  it('shows what the others said, though the probe answers', () => {
    const at = START + 200 * SECOND;
    const names = Object.fromEntries(controls.map(({ target, operator }) => [target.id, operator]));
    const sourcesOf = (state: State) => {
      const shown = viewOf(state, WATCHED, SETTINGS, names, at).favourites.find(({ id }) => id === 'github');
      return new Set(shown?.evidence.map(({ source }) => source));
    };
    const well = live(fresh(), START, 120, 200);
    expect(sourcesOf(well)).toEqual(new Set(['probe']));
    const answered = live(saidToFail(well, 'github', START + 125 * SECOND), START + 130 * SECOND, 60, 200);
    expect(github(answered)?.health).toBe('up');
    expect([...sourcesOf(answered)]).toEqual(expect.arrayContaining(['probe', 'control', 'favourite']));
  });

  it('counts as a failed visit', () => {
    const state = saidToFail(fresh(), 'github', START);
    expect(github(state)?.samples.at(-1)).toMatchObject({ how: 'page-load', symptom: 'failed' });
    expect(github(state)?.failingSince).toBe(START);
  });
});

describe('a kept situation', () => {
  it.each(recordedCases)('$name is judged as it was', ({ situation }) => {
    const { about, rule, verdict, scope } = situation;
    const kept = caseOf(evidenceOfCase(situation), { about, rule, verdict, scope });
    expect(judge(evidenceOfCase(kept)).verdict.rule).toBe(rule);
  });

  it('tells no address', () => {
    for (const { situation } of recordedCases) {
      const text = JSON.stringify(caseOf(evidenceOfCase(situation), situation));
      expect(text).not.toMatch(/https?:|example|\d+\.\d+\.\d+\.\d+(?<!127\.0\.0\.1)/);
    }
  });
});
