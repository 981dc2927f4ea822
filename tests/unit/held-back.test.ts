/** What places elsewhere said is held while they are not asked again; doubt does not last for ever. */
import { expect, it } from 'vitest';
import { advanceHealth } from '@/utils/incidents/health';
import { newService } from '@/utils/incidents/initial-state';
import type { Judgement, Sample } from '@/utils/model';

const NOW = 1_000_000_000;
const refused: Sample = {
  at: NOW,
  symptom: 'refused',
  tookMs: 5,
  status: null,
  how: 'probe',
  retryAfterMs: null,
};
const basis = { knowledge: 1, places: true, symptom: 'refused', at: NOW - 60_000 } as const;
/** Without places elsewhere it would be guessed to be down. */
const guessed: Judgement = {
  verdict: { name: 'service_down', scope: 'global', confidence: 'low', rule: 'likeliest', numbers: {} },
  votes: 9,
  confirmed: true,
  gate: 'clear',
  controlsSlow: false,
  symptom: 'refused',
  knowledge: 0,
  elsewhere: null,
  resolversFail: false,
  gone: { address: null, nameServers: null },
};

it.each([
  [110, 'suspect'],
  [130, 'down'],
])('after %d s without a decision it is %s', (seconds, health) => {
  const failingSince = NOW - seconds * 1_000;
  const service = { ...newService('imo', failingSince), samples: [refused], failingSince, basis };
  const seen = advanceHealth({ ...service, health: 'suspect' }, guessed, NOW, false);
  expect([seen.health, seen.verdict.scope, seen.basis]).toEqual([health, 'unknown', basis]);
  expect(advanceHealth(seen, guessed, NOW + 60_000, false).verdict.scope).toBe('unknown');
});
