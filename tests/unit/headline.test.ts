/** Whom the headline is about where several things hold at once, and in which words. */
import { describe, expect, it } from 'vitest';
import { explainLead } from '@/utils/diagnosis/explain-lead';
import { statusWord } from '@/utils/diagnosis/explain-row';
import { HERE_SILENT } from '@/utils/diagnosis/from-here';
import { CONTRADICTED } from '@/utils/incidents/correct';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { leadOf } from '@/utils/incidents/lead';
import type { ServiceState, State } from '@/utils/incidents/state';
import type { Lead, Sample, Verdict, Watched } from '@/utils/model';
import { tongueIn } from '../tongue';
import { DOWN } from './verdicts';

const EN = tongueIn('en', 'en-GB');
const NOW = Date.UTC(2026, 0, 15, 12);
const nameOf = (id: string) => ({ imo: 'imo', vk: 'VK' })[id] ?? id;

const REGIONAL: Verdict = {
  name: 'regional',
  scope: 'region',
  confidence: 'high',
  rule: 'nearby',
  numbers: {},
};
const UNKNOWN: Verdict = {
  name: 'unknown',
  scope: 'unknown',
  confidence: 'low',
  rule: 'cannot-tell',
  numbers: {},
};
const HERE: Verdict = { ...UNKNOWN, confidence: 'medium', rule: HERE_SILENT };

function failing(id: string, verdict: Verdict, change: Partial<ServiceState> = {}): ServiceState {
  const at = NOW - 300_000;
  return {
    ...newService(id, at),
    health: verdict.scope === 'unknown' ? 'unknown' : 'down',
    verdict,
    failingSince: at,
    inIncident: verdict.scope !== 'unknown',
    ...change,
  };
}

function leadIn(services: readonly ServiceState[], change: Partial<State> = {}): Lead {
  const state = {
    ...emptyState(1),
    services: Object.fromEntries(services.map((one) => [one.id, one])),
    ...change,
  };
  const watched = services.map(({ id }) => ({ id, notify: true }) as Watched);
  return leadOf(state, watched, { pausedUntil: null }, NOW);
}

describe('the headline', () => {
  it('leaves out nothing that the badge counts: what is down near you stands beside what is down', () => {
    const lead = leadIn([failing('vk', REGIONAL), failing('imo', DOWN)]);
    expect(lead).toMatchObject({ headline: 'not-just-you', services: ['imo', 'vk'], everyone: false });
    expect(leadIn([failing('vk', REGIONAL)])).toMatchObject({ headline: 'your-area', services: ['vk'] });
    expect(statusWord({ health: 'down', verdict: REGIONAL }, EN)).toBe('Down near you');
  });

  it('does not say of what answers in between that it is down', () => {
    const sample = { at: NOW - 9_000, symptom: 'answers' } as Sample;
    const fits = failing('vk', DOWN, { health: 'flapping', samples: [sample] });
    expect(leadIn([fits, failing('imo', DOWN)]).services).toEqual(['imo']);
    expect(leadIn([fits])).toMatchObject({ services: ['vk'], mood: 'flapping' });
  });

  it('is not taken from a public service by what only the own network knows', () => {
    const hosts = ['192.168.1.1', 'nas.local'].map((id) => failing(id, HERE));
    expect(leadIn([...hosts, failing('imo', UNKNOWN)]).services).toEqual(['imo']);
    const lead = leadIn(hosts);
    const { headline, line } = explainLead(lead, nameOf, 2, EN, NOW);
    expect(headline).toBe('192.168.1.1 and nas.local don’t answer from here.');
    expect(line).toBe('They are on a private network: only this computer asks them.');
  });

  it('is not put off where nobody else may be asked', () => {
    const sources = { resolvers: false, providerReports: false, vantages: false, routing: false };
    const say = (chosen: typeof sources) => {
      const state = { ...emptyState(1), services: { imo: failing('imo', UNKNOWN) } };
      const lead = leadOf(state, [{ id: 'imo' } as Watched], { pausedUntil: null, sources: chosen }, NOW);
      return explainLead(lead, nameOf, 1, EN, NOW).headline;
    };
    expect(say(sources)).toBe('Can’t tell from here.');
    expect(say({ ...sources, vantages: true })).toBe('Can’t tell yet.');
  });

  it('speaks of several in the plural', () => {
    const line = (verdict: Verdict) =>
      explainLead(leadIn([failing('imo', verdict), failing('vk', verdict)]), nameOf, 2, EN, NOW).line;
    expect(line(UNKNOWN)).toBe('imo and VK don’t answer, and we can’t see why.');
    expect(line(REGIONAL)).toBe('imo and VK don’t answer near you; elsewhere they do.');
  });

  it('keeps what was seen of the way to a service that is said to work', () => {
    const sample = { at: NOW - 9_000, symptom: 'refused' } as Sample;
    const said = failing('imo', CONTRADICTED, { samples: [sample] });
    const seen = { at: NOW - 5_000, outcome: 'ok', genuine: true } as State['controls'][string];
    const lead = leadIn([said], { controls: { a: seen, b: seen } });
    expect(lead.mood).toBe('said-works');
    expect(lead.chain).toMatchObject({ you: 'tested', network: 'tested' });
    expect(lead.chain.service).not.toBe('tested');
  });
});
