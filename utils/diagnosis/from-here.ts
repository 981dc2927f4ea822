/** What may be said of a private host: nobody else can ask it, so only what this computer saw. Pure. */
import type { Symptom, Verdict } from '@/utils/model';
import type { Facts } from './facts';
import { OWN_FAULTS } from './own-faults';

/** Rules that rest on this computer and on the answer itself, and so hold for a private host too. */
const SEEN_HERE: ReadonlySet<string> = new Set([
  ...OWN_FAULTS,
  'answers',
  'clock-only-here',
  'everything-slow',
  'line-loses',
  'stopped-here',
  'stopped-by-rule',
  'too-often',
  'not-in-this-country',
  'refused-visit',
  'sign-in',
  'changed-answer',
  'planned-work',
  'slow-for-others-too',
]);

const BROKEN: ReadonlySet<Symptom | null> = new Set<Symptom>(['5xx', 'loop']);

export const HERE_SILENT = 'here-silent';
export const HERE_UNTRUSTED = 'here-untrusted';
export const HERE_BROKEN = 'here-broken';

/** Takes back all that a verdict on a private host says about others, providers and places elsewhere. */
export function seenFromHere(verdict: Verdict, { symptom }: Pick<Facts, 'symptom'>): Verdict {
  if (SEEN_HERE.has(verdict.rule)) return verdict;
  const { controlsOk, controls, status } = verdict.numbers;
  const numbers = {
    ...(controls !== undefined && { controlsOk, controls }),
    ...(status !== undefined && { status }),
  };
  if (BROKEN.has(symptom)) {
    return { name: 'service_5xx', scope: 'unknown', confidence: 'medium', rule: HERE_BROKEN, numbers };
  }
  const rule = symptom?.startsWith('cert_') ? HERE_UNTRUSTED : HERE_SILENT;
  return { name: 'unknown', scope: 'unknown', confidence: 'medium', rule, numbers };
}

/** Tells whether a verdict is all that can ever be known of a private host. */
export function isSeenFromHere({ rule }: Pick<Verdict, 'rule'>): boolean {
  return rule === HERE_SILENT || rule === HERE_UNTRUSTED || rule === HERE_BROKEN;
}
