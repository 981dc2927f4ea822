/** A block is remembered for the network on which it was met. */
import { describe, expect, it } from 'vitest';
import { absorb } from '@/utils/incidents/absorb';
import { badgeOf } from '@/utils/incidents/badge';
import { acknowledge, advanceBlocks, blockOf, onNetwork } from '@/utils/incidents/blocks';
import { isSettledBlock } from '@/utils/incidents/doubt';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import type { ServiceState, State } from '@/utils/incidents/state';
import type { Sample, StatusPageObservation, Watched } from '@/utils/model';
import { ownNetworkOf } from '@/utils/probes/own-network';

const NOW = 1_000_000_000;
const SCHOOL = { key: '5.156', at: NOW, by: 'control-number' };
const HOME = { key: '91.12', at: NOW + 60_000, by: 'control-number' };
const SETTINGS = { badge: true, pausedUntil: null };
const WATCHED = [{ id: 'whatsapp' } as Watched];

const sample = (symptom: Sample['symptom']): Sample => ({
  at: NOW,
  symptom,
  tookMs: 5,
  status: null,
  how: 'probe',
  retryAfterMs: null,
});

function stateWith(changes: Partial<ServiceState>, network: State['network'] = SCHOOL): State {
  const whatsapp = { ...newService('whatsapp', NOW), ...changes };
  return { ...emptyState(1), network, services: { whatsapp } };
}

const BLOCKED: Partial<ServiceState> = {
  health: 'down',
  inIncident: true,
  failingSince: NOW - 60_000,
  samples: [sample('reset')],
  verdict: { name: 'blocked_network', scope: 'blocked', confidence: 'medium', rule: 'x', numbers: {} },
};

describe('what is blocked where', () => {
  it('is remembered for the network it was met on, and not for another', () => {
    const state = advanceBlocks(stateWith(BLOCKED));
    expect(blockOf(state, 'whatsapp')).toEqual({ since: NOW - 60_000, acknowledged: false });
    expect(blockOf(onNetwork(state, HOME), 'whatsapp')).toBeNull();
    expect(blockOf(onNetwork(onNetwork(state, HOME), SCHOOL), 'whatsapp')).not.toBeNull();
  });

  it('shows a quiet badge until it was acknowledged there', () => {
    const state = advanceBlocks(stateWith(BLOCKED));
    expect(badgeOf(state, WATCHED, SETTINGS, NOW)).toEqual({ text: '!', tone: 'quiet' });
    const known = acknowledge(state, 'whatsapp');
    expect(badgeOf(known, WATCHED, SETTINGS, NOW).text).toBe('');
    expect(badgeOf(onNetwork(known, HOME), WATCHED, SETTINGS, NOW).text).toBe('!');
  });

  it('is forgotten where the service answers again, and only there', () => {
    const state = onNetwork(advanceBlocks(stateWith(BLOCKED)), HOME);
    const { whatsapp } = state.services;
    if (whatsapp === undefined) throw new Error('lost');
    const well: ServiceState = { ...newService('whatsapp', NOW), health: 'up', samples: [sample('answers')] };
    const athome = advanceBlocks({ ...state, services: { whatsapp: well } });
    expect(Object.keys(athome.blocks)).toEqual(['whatsapp@5.156']);
    const atSchool = advanceBlocks(onNetwork(athome, SCHOOL));
    expect(atSchool.blocks).toEqual({});
  });

  it('is asked about at once on another network', () => {
    const blocked = advanceBlocks(stateWith({ ...BLOCKED, nextProbeAt: NOW + 3_600_000 }));
    expect(onNetwork(blocked, SCHOOL).services.whatsapp?.nextProbeAt).toBe(NOW + 3_600_000);
    expect(onNetwork(blocked, HOME).services.whatsapp?.nextProbeAt).toBe(HOME.at);
  });
});

describe('the network a control saw us come from', () => {
  const read = (text: string) => ownNetworkOf(new TextEncoder().encode(text));
  it.each([
    ['fl=1\nip=5.156.1.7\nloc=SA\n', '5.156'],
    ['91.12.0.9\n', '91.12'],
    ['ip=2001:db8:1::1\n', '2001:db8'],
    ['success\n', null],
    ['<html>login</html>', null],
    ['', null],
  ])('%j is %j', (text, network) => expect(read(text)).toBe(network));
});

describe('a block that the service itself speaks against', () => {
  const report = (indicator: StatusPageObservation['indicator']): StatusPageObservation => ({
    source: 'status-page',
    service: 'whatsapp',
    indicator,
    component: null,
    words: null,
    wordsAt: null,
    until: null,
    link: 'https://status.example/',
    at: NOW + 3_600_000,
    outcome: 'ok',
    tookMs: 100,
  });
  const heard = (indicator: StatusPageObservation['indicator']) => {
    const settled = { ...BLOCKED, healthAt: NOW, nextProbeAt: NOW + 7_200_000 };
    const known = advanceBlocks(stateWith(settled));
    return absorb(known, [report(indicator)], NOW + 3_600_000).services.whatsapp;
  };

  it('is looked at anew, and not left alone', () => {
    const service = heard('major');
    expect(service?.nextProbeAt).toBe(NOW + 3_600_000);
    expect(isSettledBlock(service as ServiceState, NOW + 3_600_000)).toBe(false);
  });

  it('stays what it is while the page speaks of nothing big', () => {
    const service = heard('minor');
    expect(service?.nextProbeAt).toBe(NOW + 7_200_000);
    expect(isSettledBlock(service as ServiceState, NOW + 3_600_000)).toBe(true);
  });
});
