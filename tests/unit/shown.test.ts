/** What a row shows: bars in the colour of the judgement, and who was asked by a name of their own. */
import { describe, expect, it } from 'vitest';
import { controlName, controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { evidenceWords, nameInLine } from '@/utils/diagnosis/explain-evidence';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { type Incident, type ServiceState, SPARK_SLOT_MS, type State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import type { EvidenceLine, SparkBar, Verdict } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

const NOW = 1_000 * SPARK_SLOT_MS;
const BEGAN = NOW - 2 * SPARK_SLOT_MS;
const SETTINGS = { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }] };

function lastBars(
  scope: Verdict['scope'],
  bars: readonly SparkBar[],
  change: Partial<State> = {},
  failingSince: number | null = BEGAN,
): readonly SparkBar[] {
  const fresh = newService('github', NOW);
  const service: ServiceState = {
    ...fresh,
    health: 'down',
    failingSince,
    verdict: { ...fresh.verdict, scope },
    bars: bars.map((bar, index) => ({ at: NOW - (bars.length - 1 - index) * SPARK_SLOT_MS, bar })),
  };
  const state: State = { ...emptyState(0), services: { github: service }, ...change };
  const [favourite] = viewOf(state, watchedOf(SETTINGS, catalogue), SETTINGS, {}, NOW).favourites;
  return favourite?.spark.slice(-bars.length) ?? [];
}

describe('the bars of a row', () => {
  it('are on one’s own side where something here keeps the service away', () => {
    expect(lastBars('blocked', ['down', 'up', 'down', 'down', 'down'])).toEqual([
      'unknown',
      'up',
      'yours',
      'yours',
      'yours',
    ]);
  });

  it('are on the other side where the service is down', () => {
    expect(lastBars('global', ['yours', 'up', 'down', 'yours', 'down'])).toEqual([
      'yours',
      'up',
      'down',
      'down',
      'down',
    ]);
  });

  it('are on nobody’s side while nobody knows whose fault it is, nor where nobody ever knew', () => {
    expect(lastBars('unknown', ['down', 'up', 'down'])).toEqual(['unknown', 'up', 'unknown']);
  });

  it('stay on the other side once it is over', () => {
    const member = { service: 'github', since: NOW - 3 * SPARK_SLOT_MS, restoredAt: NOW - SPARK_SLOT_MS };
    const verdict: Verdict = { ...newService('github', NOW).verdict, scope: 'region' };
    const over = { members: [{ ...member, verdict }], closedAt: member.restoredAt } as unknown as Incident;
    expect(lastBars('none', ['down', 'down', 'down', 'up'], { incidents: [over] }, null)).toEqual([
      'down',
      'down',
      'down',
      'up',
    ]);
    const own = { ...over, members: [{ ...member, verdict: { ...verdict, scope: 'blocked' } }] } as Incident;
    expect(lastBars('none', ['down'], { incidents: [own] }, null)).toEqual(['unknown']);
  });
});

describe('a line of evidence', () => {
  const line = (change: Partial<EvidenceLine>): EvidenceLine => ({
    source: 'control',
    who: 'google',
    said: { kind: 'portal' },
    at: NOW,
    place: null,
    ...change,
  });
  const english = tongueIn('en', 'en-GB');

  it('tells one operator asked by name from the same asked by number', () => {
    const names = controls.map(controlName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('cloudflare (1.1.1.1)');
  });

  it('tells apart two stretches of addresses', () => {
    const said = ['192.0.2.0/24', '198.51.100.0/24'].map(
      (who) => evidenceWords(line({ source: 'routing', who }), english, NOW).who,
    );
    expect(new Set(said).size).toBe(2);
  });

  it('says that the network’s page answered', () => {
    expect(evidenceWords(line({}), english, NOW).said).toMatch(/network’s own page/);
  });

  it('names a favourite in Arabic on an Arabic page', () => {
    const favourite = line({ source: 'favourite', who: 'imo', whoAr: 'إيمو' });
    expect(nameInLine(favourite, tongueIn('ar'))).toBe('إيمو');
    expect(nameInLine(favourite, english)).toBe('imo');
  });
});
