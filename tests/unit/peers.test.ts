/** The other favourites as a control group. */
import { describe, expect, it } from 'vitest';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { peersOf } from '@/utils/incidents/peers';
import type { ServiceState } from '@/utils/incidents/state';
import type { Sample, Symptom, Watched } from '@/utils/model';

const NOW = Date.UTC(2026, 0, 15, 12);

const watched = (id: string, clouds: string[]) =>
  ({ id, clouds, family: null, isPrivate: false, intervalMs: 60_000 }) as unknown as Watched;
const WATCHED = [watched('shop', ['aws']), watched('chat', ['aws']), watched('news', [])];

const sample = (symptom: Symptom): Sample => ({
  at: NOW - 1_000,
  symptom,
  tookMs: 100,
  status: null,
  how: 'probe',
  retryAfterMs: null,
});

function peersOfShop(chat: Partial<ServiceState>, news: Partial<ServiceState> = {}) {
  const service = (id: string, change: Partial<ServiceState>): ServiceState => ({
    ...newService(id, NOW - 3_600_000),
    health: 'up',
    samples: [sample('answers')],
    ...change,
  });
  const services = {
    shop: service('shop', {}),
    chat: service('chat', chat),
    news: service('news', news),
  };
  return peersOf({ ...emptyState(1), services }, 'shop', WATCHED, NOW);
}

describe('the other favourites', () => {
  it('fail while their last answer is bad', () => {
    expect(peersOfShop({ samples: [sample('5xx')] })).toMatchObject({ siblingsFailing: 1, shared: 'aws' });
    expect(peersOfShop({})).toMatchObject({ siblingsFailing: 0, siblings: 1, shared: null });
  });

  it('fail too while they are known to come and go, whatever they answer at the moment', () => {
    const ill = { health: 'degraded', inIncident: true } as const;
    expect(peersOfShop(ill)).toMatchObject({ siblingsFailing: 1, shared: 'aws', unrelatedFailing: 0 });
    expect(peersOfShop({}, ill)).toMatchObject({ siblingsFailing: 0, unrelatedFailing: 1 });
  });

  it('are well again once they seem to be back', () => {
    expect(peersOfShop({ health: 'recovering', inIncident: true }).siblingsFailing).toBe(0);
  });
});
