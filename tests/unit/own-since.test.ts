/** Since when a fault of one's own holds: the first failure that belongs to it, and none that does not. */
import { describe, expect, it } from 'vitest';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { advanceOwnFault } from '@/utils/incidents/own-fault';
import type { ServiceState } from '@/utils/incidents/state';
import type { Judgement, Sample, Verdict } from '@/utils/model';
import { SECOND, START } from './computer';

const FIRST = START - 600 * SECOND;
const LAST = START - 20 * SECOND;

const verdictOf = (name: Verdict['name'], scope: Verdict['scope']): Verdict => ({
  name,
  scope,
  confidence: 'high',
  rule: 'a-rule',
  numbers: {},
});
const NAMELESS = verdictOf('local_dns', 'resolver');

const failed = (at: number): Sample => ({
  at,
  symptom: 'dns',
  status: null,
  tookMs: 20,
  how: 'probe',
  retryAfterMs: null,
});

/** GitHub fails for ten minutes, WhatsApp for twenty seconds, and now it is known that names cannot be found here. */
function ownSince(github: Partial<ServiceState>): number | undefined {
  const failing = (id: string, at: number, change: Partial<ServiceState>): ServiceState => ({
    ...newService(id, FIRST),
    failingSince: at,
    samples: [failed(at)],
    ...change,
  });
  const services = {
    whatsapp: failing('whatsapp', LAST, { health: 'suspect' }),
    github: failing('github', FIRST, github),
  };
  const judgement = { gate: 'own', verdict: NAMELESS } as Judgement;
  return advanceOwnFault({ ...emptyState(FIRST), services }, new Map([['whatsapp', judgement]]), START).own
    ?.since;
}

describe('a fault of one’s own holds', () => {
  it('since the first failure, though it was taken for something to be checked', () => {
    expect(ownSince({ health: 'suspect' })).toBe(FIRST);
  });

  it('since one service was first found to suffer from it', () => {
    expect(ownSince({ health: 'down', inIncident: true, verdict: NAMELESS })).toBe(FIRST);
  });

  it('no longer than that, though a service was down before, or at work on itself', () => {
    const verdict = verdictOf('service_down', 'global');
    expect(ownSince({ health: 'down', inIncident: true, verdict })).toBe(LAST);
    const planned = verdictOf('maintenance', 'global');
    expect(ownSince({ health: 'maintenance', verdict: planned })).toBe(LAST);
  });
});
