/** "Not what you see?": the person's word, against ours. */
import { describe, expect, it } from 'vitest';
import { toneOf, toneOfLead } from '@/components/Shape';
import { controls } from '@/utils/catalogue/controls';
import { catalogue, serviceById } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { caseOf } from '@/utils/diagnosis/case';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { statusWord } from '@/utils/diagnosis/explain-row';
import { judge } from '@/utils/diagnosis/judge';
import { advance, withWatched } from '@/utils/incidents/advance';
import { badgeOf } from '@/utils/incidents/badge';
import { CONTRADICTED, saidToFail, saidToWork } from '@/utils/incidents/correct';
import { isDoubted } from '@/utils/incidents/doubt';
import { emptyState } from '@/utils/incidents/initial-state';
import { restoredIn } from '@/utils/incidents/member';
import { planAsks } from '@/utils/incidents/plan';
import type { State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import type { Notice, SourceChoices, VantageObservation } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { recordedCases } from '../docs/cases';
import { tongueIn } from '../tongue';
import { httpOf } from './http-of';
import { evidenceOfCase } from './read-case';

const START = Date.UTC(2026, 0, 15, 12);
const SECOND = 1_000;
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }, { id: 'wikipedia' }] };
const WATCHED = watchedOf(SETTINGS, catalogue);
const CONTROLS = controls.map((control) => ({ ...control, id: control.target.id }));

/** What was told while time went on. */
const told: Notice[] = [];

/** What places in four countries say at once. */
function elsewhereAt(at: number, ill: boolean): VantageObservation[] {
  return ['SA', 'FR', 'US', 'JP'].map((country, index) => ({
    source: 'vantage',
    service: 'github',
    measurement: `m${at}`,
    near: country === 'SA' ? 'country' : 'far',
    country,
    city: `City of ${country}`,
    continent: 'EU',
    asn: index + 1,
    network: `Network ${index + 1}`,
    latitude: 0,
    longitude: 0,
    status: ill ? 503 : 200,
    errorType: ill ? 'http.error' : null,
    outcome: ill ? 'failed' : 'ok',
    tookMs: 100,
    at,
  }));
}

/** Lets time go on, a probe every ten seconds, while the controls answer. `elsewhere`: what places say, where they are asked. */
function live(
  from: State,
  begin: number,
  seconds: number,
  status: 200 | 503,
  elsewhere: 'ill' | 'well' | null = null,
): State {
  let state = from;
  for (let second = 0; second < seconds; second += 10) {
    const now = begin + second * SECOND;
    const news = [
      ...CONTROLS.map(({ id }) => httpOf('control', id, now, null)),
      httpOf('probe', 'wikipedia', now, null),
      httpOf('probe', 'github', now, status === 503 ? 503 : null),
      ...(elsewhere === null ? [] : elsewhereAt(now, elsewhere === 'ill')),
    ];
    const situation = { now, online: true, local: null, watched: WATCHED, guests: [], controls: CONTROLS };
    const step = advance(state, news, new Set(), situation, SETTINGS, judge);
    told.push(...step.notices);
    state = step.state;
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
    expect([github(corrected)?.health, github(corrected)?.verdict.confidence]).toEqual(['unknown', 'low']);
  });

  it('is nobody’s answer: not told as back, not counted, and said in words', () => {
    const before = down();
    expect(told.at(-1)?.kind).toBe('opened');
    const state = live(saidToWork(before, 'github', START + 180 * SECOND), START + 185 * SECOND, 60, 503);
    expect(told.at(-1)?.kind).toBe('cleared');
    expect(state.incidents[0]?.members).toMatchObject([{ service: 'github', said: true }]);
    const view = viewOf(state, WATCHED, SETTINGS, {}, START + 250 * SECOND);
    const [row] = view.favourites;
    const tongue = tongueIn('en', 'en-GB');
    expect([view.answering, row?.id, row && toneOf(row)]).toEqual([1, 'github', 'unknown']);
    expect(row && statusWord(row, tongue)).toBe('You say it works; our check gets no answer');
    expect(row?.verdict).toMatchObject({ name: 'probe_broken', rule: 'said-works' });
    const words = explainLead(view.lead, (id) => id, 2, tongue, view.at);
    expect([words.headline, words.line]).toEqual([
      '1 of 2 answer.',
      'You say github works; our check gets no answer.',
    ]);
    expect([view.lead.headline, toneOfLead(view.lead)]).toEqual(['all-up', 'unknown']);
    const badge = badgeOf(state, WATCHED, SETTINGS, START + 900 * SECOND);
    expect(badge.text).toBe('');
  });

  it('leaves the others of an incident to be told when they are back', () => {
    const both = ['github', 'wikipedia'].map((service) => ({
      service,
      since: START,
      restoredAt: null,
      verdict: CONTRADICTED,
    }));
    const before = down();
    const [incident] = before.incidents;
    const state = { ...before, incidents: incident === undefined ? [] : [{ ...incident, members: both }] };
    const [after] = saidToWork(state, 'github', START + 180 * SECOND).incidents;
    expect(after && restoredIn(after)).toEqual([]);
    expect(after?.closedAt).toBeNull();
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

describe('said to work, where others see it fail', () => {
  const SAID_AT = START + 180 * SECOND;
  const AFTER = SAID_AT + 5 * SECOND;
  const downForOthers = () => live(live(fresh(), START, 60, 200), START + 60 * SECOND, 120, 503, 'ill');
  const said = () => saidToWork(downForOthers(), 'github', SAID_AT);
  const badge = (state: State, at: number) => badgeOf(state, WATCHED, SETTINGS, at).text;
  const tongue = tongueIn('en', 'en-GB');

  it('takes back nothing that others saw, and is believed for here', () => {
    const before = downForOthers();
    expect(badge(before, SAID_AT)).toBe('1');
    const state = live(said(), AFTER, 300, 503, 'ill');
    const at = AFTER + 300 * SECOND;
    expect(open(state)).toMatchObject([{ verdict: { name: before.incidents[0]?.verdict.name } }]);
    expect(open(state)[0]?.members).toMatchObject([{ restoredAt: null }]);
    expect(badge(state, at)).toBe('');
    const view = viewOf(state, WATCHED, SETTINGS, {}, at);
    const [row] = view.favourites;
    expect(row?.verdict).toMatchObject({ name: 'partial', scope: 'global', rule: 'said-works' });
    expect(row && [statusWord(row, tongue), toneOf(row)]).toEqual(['Works for you, not everywhere', 'slow']);
    const words = explainLead(view.lead, (id) => id, 2, tongue, view.at);
    expect([words.line, words.because, words.todo]).toEqual([
      'You say github works; elsewhere it still doesn’t.',
      '4 places get no good answer. We take your word for an hour, as long as it fails in the same way.',
      null,
    ]);
    expect([view.lead.headline, view.lead.side, toneOfLead(view.lead)]).toEqual(['all-up', null, 'slow']);
  });

  it('tells nothing anew, and goes on asking others', () => {
    const early = live(live(fresh(), START, 60, 200), START + 60 * SECOND, 30, 503, 'ill');
    expect(open(early)).toHaveLength(1);
    const count = told.length;
    const state = live(
      saidToWork(early, 'github', START + 95 * SECOND),
      START + 100 * SECOND,
      300,
      503,
      'ill',
    );
    expect(told.length).toBe(count);
    const service = github(state);
    expect(service && isDoubted(service, START + 400 * SECOND)).toBe(true);
  });

  it('is over once nobody sees it fail but our own question', () => {
    const state = live(said(), AFTER, 120, 503, 'well');
    expect(open(state)).toEqual([]);
    expect(github(state)?.verdict).toMatchObject({ name: 'probe_broken', rule: 'said-works' });
    expect(told.at(-1)?.kind).toBe('closed');
  });

  it('is over as any other once it answers here', () => {
    const early = live(said(), AFTER, 60, 200);
    expect([github(early)?.health, badge(early, AFTER + 60 * SECOND)]).toEqual(['recovering', '']);
    expect(viewOf(early, WATCHED, SETTINGS, {}, AFTER + 60 * SECOND).lead.mood).toBe('said-works');
    const state = live(said(), AFTER, 600, 200);
    expect(open(state)).toEqual([]);
    expect(github(state)?.verdict.name).toBe('ok');
  });

  it('counts again after an hour, or when the person says that it fails', () => {
    const later = live(said(), AFTER, 3_700, 503, 'ill');
    expect(badge(later, AFTER + 3_700 * SECOND)).toBe('1');
    const failing = saidToFail(said(), 'github', AFTER);
    const state = live(failing, AFTER + 5 * SECOND, 20, 503);
    expect([badge(state, AFTER + 20 * SECOND), github(state)?.verdict.name]).toEqual([
      '1',
      downForOthers().services.github?.verdict.name,
    ]);
  });

  it('holds where its own status page admits it, though no place was asked', () => {
    const base = down();
    const one = github(base);
    if (one === undefined) throw new Error('GitHub is watched.');
    const link = 'https://status.example/';
    const report = {
      source: 'status-page',
      service: 'github',
      indicator: 'major',
      component: null,
      words: 'Errors',
      wordsAt: null,
      until: null,
      link,
      at: SAID_AT,
      outcome: 'ok',
      tookMs: 1,
    } as const;
    const verdict = { ...one.verdict, scope: 'global' } as const;
    const admitted = { ...base, services: { ...base.services, github: { ...one, report, verdict } } };
    expect(open(saidToWork(admitted, 'github', SAID_AT))).toHaveLength(1);
    expect(github(saidToWork(admitted, 'github', SAID_AT))?.inIncident).toBe(true);
    expect(github(saidToWork(base, 'github', SAID_AT))?.inIncident).toBe(false);
  });
});

describe('answers after an outage', () => {
  it('lead as coming back before the service is believed to be', () => {
    const moodAfter = (seconds: number) => {
      const state = live(down(), START + 180 * SECOND, seconds, 200);
      const { lead } = viewOf(state, WATCHED, SETTINGS, {}, START + (180 + seconds) * SECOND);
      return [github(state)?.health, lead.headline, lead.mood];
    };
    const before = moodAfter(0);
    expect(before[2]).toBe('plain');
    expect(moodAfter(10)).toEqual(before);
    expect(moodAfter(20)).toEqual(['down', before[1], 'recovering']);
  });
});

describe('one bad answer', () => {
  it('leads as being checked, beside those that answer', () => {
    const at = START + 60 * SECOND;
    const state = live(live(fresh(), START, 60, 200), at, 10, 503);
    const { lead } = viewOf(state, WATCHED, SETTINGS, {}, at);
    expect(lead).toMatchObject({ headline: 'cannot-tell', mood: 'checking', services: ['github'] });
    expect(lead.othersAnswer).toBe(true);
  });

  it('is not hidden by those that were never asked', () => {
    const state = withWatched(live(fresh(), START, 60, 200), ['github', 'wikipedia', 'google'], START);
    const favourites = [...SETTINGS.favourites, { id: 'google' }];
    const { lead } = viewOf(state, watchedOf({ ...SETTINGS, favourites }, catalogue), SETTINGS, {}, START);
    expect(lead).toMatchObject({ headline: 'cannot-tell', mood: 'checking', services: ['google'] });
  });
});

describe('said to fail', () => {
  const sources: SourceChoices = { resolvers: true, providerReports: true, vantages: true, routing: true };
  const asksAfter = (change: (state: State) => State, chosen = sources) => {
    const now = START + 130 * SECOND;
    const state = change(live(fresh(), START, 120, 200));
    const situation = { now, online: true, local: null, watched: WATCHED, guests: [], controls: CONTROLS };
    const news = CONTROLS.map(({ id }) => httpOf('control', id, now, null));
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
