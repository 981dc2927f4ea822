// @vitest-environment happy-dom
/** The story of an incident tells what was said at each time, and a claim is not taken back for want of new answers. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentPage } from '@/components/history/IncidentPage';
import { SpeechContext } from '@/components/words';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { isEverywhere } from '@/utils/diagnosis/explain';
import { phaseLine } from '@/utils/diagnosis/explain-phase';
import { LIKELIEST } from '@/utils/diagnosis/sentence';
import { advanceIncidents } from '@/utils/incidents/incident';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { reworded } from '@/utils/incidents/shown';
import type { ServiceState, State } from '@/utils/incidents/state';
import type { Judgement, Phase, Verdict } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { incidentsCsv } from '@/utils/store/incidents-csv';
import type { IncidentRow } from '@/utils/store/rows';
import { tongueIn } from '../tongue';
import { NOON, NOW, nameOf, row, speech } from './github-hour';

const EN = tongueIn('en', 'en-GB');
const MINUTE = 60_000;

const down = (change: Partial<Verdict> = {}): Verdict => ({
  name: 'service_down',
  scope: 'global',
  confidence: 'medium',
  rule: 'places',
  numbers: { places: 3, placesFailing: 3, countriesFailing: 2 },
  ...change,
});
const EVERYWHERE = down({
  confidence: 'high',
  numbers: { places: 6, placesFailing: 6, countriesFailing: 5 },
});

afterEach(cleanup);

function judgedAs(verdict: Verdict, change: Partial<Judgement> = {}): Judgement {
  return {
    verdict,
    votes: 9,
    confirmed: true,
    gate: 'clear',
    controlsSlow: false,
    symptom: 'dns',
    knowledge: 3,
    elsewhere: null,
    resolversFail: true,
    gone: { address: null, nameServers: null },
    ...change,
  };
}

describe('a claim', () => {
  const known: ServiceState = {
    ...newService('github', NOON),
    health: 'down',
    inIncident: true,
    verdict: EVERYWHERE,
    basis: { knowledge: 4, places: true, symptom: 'dns', at: NOON },
  };

  it('stands while places elsewhere are only not asked again, however often the resolvers are', () => {
    const weaker = judgedAs(down({ rule: 'resolvers', numbers: { resolvers: 2, resolversFailing: 2 } }));
    let service = known;
    for (let look = 1; look <= 3; look += 1) service = reworded(service, weaker, NOON + look * MINUTE);
    expect(isEverywhere(service.verdict)).toBe(true);
  });

  it('gives way to another fault, to what is surer, and to places that answer', () => {
    const other = judgedAs(down({ name: 'dns_authoritative' }));
    expect(reworded(known, other, NOON + MINUTE).verdict.name).toBe('dns_authoritative');
    const unsure = { ...known, verdict: down() };
    expect(isEverywhere(reworded(unsure, judgedAs(EVERYWHERE), NOON + MINUTE).verdict)).toBe(true);
    const place = { source: 'vantage', service: 'github', at: NOON + MINUTE, outcome: 'ok' };
    const heard = { ...known, vantages: [place] } as unknown as ServiceState;
    const mixed = judgedAs(down(), { elsewhere: 'mixed' });
    expect(reworded(heard, mixed, NOON + MINUTE).verdict.confidence).toBe('medium');
  });
});

describe('the phases of an incident', () => {
  const watched = watchedOf({ ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }] }, catalogue);

  function lived(...verdicts: Verdict[]): readonly Phase[] {
    let state: State = emptyState(1);
    for (const [index, verdict] of verdicts.entries()) {
      const now = NOON + index * MINUTE;
      const service = { ...newService('github', NOON), health: 'down' as const, inIncident: true, verdict };
      const github = { ...service, failingSince: NOON };
      state = advanceIncidents({ ...state, services: { github } }, watched, now);
    }
    return state.incidents[0]?.phases ?? [];
  }

  it('say when it was told as being so for everyone, and when it was no longer a guess', () => {
    const guessed = down({ rule: LIKELIEST });
    expect(lived(guessed, guessed, down(), down({ rule: 'admitted' }), EVERYWHERE, EVERYWHERE)).toEqual([
      { at: NOON, verdict: 'service_down', rule: LIKELIEST },
      { at: NOON + 2 * MINUTE, verdict: 'service_down', rule: 'places' },
      { at: NOON + 4 * MINUTE, verdict: 'service_down', rule: 'places', everyone: true },
    ]);
  });

  const PHASES: readonly Phase[] = [
    { at: NOON, verdict: 'service_down', rule: LIKELIEST },
    { at: NOON + MINUTE, verdict: 'service_down', rule: 'places' },
    { at: NOON + 2 * MINUTE, verdict: 'service_down', rule: 'places', everyone: true },
    { at: NOON + 3 * MINUTE, verdict: 'service_5xx', rule: 'errors-elsewhere' },
    { at: NOON + 4 * MINUTE, verdict: 'service_5xx', rule: 'errors-elsewhere', everyone: true },
  ];
  const incident: IncidentRow = { ...row([]), verdict: EVERYWHERE, phases: PHASES };
  const judgedIn = (one: IncidentRow) =>
    [
      ...render(
        <SpeechContext.Provider value={speech}>
          <IncidentPage row={one} nameOf={nameOf} back="#" />
        </SpeechContext.Provider>,
      ).container.querySelectorAll('[data-kind="judged"] b'),
    ].map(({ textContent }) => textContent);

  it('are told as they were told then, each once', () => {
    expect(judgedIn(incident)).toEqual([
      'GitHub is probably down for others too.',
      'GitHub is down for others too.',
      'GitHub is down for everyone.',
      'GitHub is having trouble on its side.',
    ]);
  });

  it('of an older log are told as far as they are known', () => {
    const older = PHASES.map(({ at, verdict }) => ({ at, verdict }));
    expect(judgedIn({ ...incident, phases: older })).toEqual([
      'GitHub is down for everyone.',
      'GitHub is having trouble on its side.',
    ]);
  });

  it('name many as many', () => {
    const [first] = PHASES.slice(1);
    if (first === undefined) throw new Error('There is one.');
    expect(phaseLine(first, EVERYWHERE, ['WhatsApp', 'Instagram'], EN)).toBe(
      'WhatsApp and Instagram are down for others too.',
    );
  });

  it('are in a table of incidents once for each name', () => {
    expect(incidentsCsv([incident])).toContain(',service_down service_5xx,');
  });
});

describe('the title of an incident', () => {
  const titled = (one: IncidentRow) =>
    render(
      <SpeechContext.Provider value={{ ...speech, now: NOW }}>
        <IncidentPage row={one} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    ).container.querySelector('header');

  it('says of what goes on that it does, and since when', () => {
    const young = { ...row([]), openedAt: NOW - 20_000, closedAt: null };
    const header = titled(young);
    expect(header?.querySelector('h1')?.textContent).toBe('GitHub: trouble right now');
    expect(header?.textContent).toContain('Since today 13:59');
    expect(header?.textContent).toContain('still going on');
    expect(header?.textContent).not.toContain('less than a minute');
    cleanup();
    expect(titled(row([]))?.querySelector('h1')?.textContent).toBe('GitHub: trouble for 1 hour');
  });

  it.each([
    ['blocked', 'blocked_network', 'GitHub is blocked here', 'GitHub was blocked here'],
    ['provider', 'isp_path', 'GitHub can’t be reached from here', 'GitHub couldn’t be reached from here'],
    ['resolver', 'local_dns', 'GitHub can’t be reached from here', 'GitHub couldn’t be reached from here'],
  ] as const)('is no trouble of the service where it is on one’s own side: %s', (scope, name, now, then) => {
    const own: IncidentRow = { ...row([]), scope, verdict: down({ name, scope }) };
    expect(titled({ ...own, closedAt: null })?.querySelector('h1')?.textContent).toBe(now);
    cleanup();
    const header = titled(own);
    expect(header?.querySelector('h1')?.textContent).toBe(then);
    expect(header?.textContent).toContain('1 hour');
  });
});
