/** Which cause is likeliest when nobody elsewhere could be asked: naive Bayes over a handful of facts. Pure. */
import type { Symptom, Verdict, VerdictName } from '@/utils/model';
import type { Facts } from './facts';
import { SCOPE_OF } from './rules';

/** One hypothesis: its prior and P(feature | hypothesis), estimated from published outages (docs/decisions.md, 5). */
interface Hypothesis {
  name: VerdictName;
  prior: number;
  symptom: Partial<Record<Symptom, number>>;
  /** Public resolvers get an address. */
  named: number;
  /** Most of what shares its family or cloud fails too. */
  siblings: number;
  /** Unrelated favourites fail too. */
  others: number;
}

const HYPOTHESES: readonly Hypothesis[] = [
  {
    name: 'service_down',
    prior: 0.05,
    symptom: { timeout: 0.5, reset: 0.2, refused: 0.25 },
    named: 0.95,
    siblings: 0.3,
    others: 0.05,
  },
  {
    name: 'shared_provider',
    prior: 0.03,
    symptom: { timeout: 0.5, reset: 0.2, refused: 0.1 },
    named: 0.9,
    siblings: 0.9,
    others: 0.05,
  },
  {
    name: 'dns_authoritative',
    prior: 0.02,
    symptom: { dns: 0.9, timeout: 0.1 },
    named: 0.2,
    siblings: 0.4,
    others: 0.05,
  },
  {
    name: 'partial',
    prior: 0.03,
    symptom: { timeout: 0.3, reset: 0.1 },
    named: 0.95,
    siblings: 0.15,
    others: 0.05,
  },
  {
    name: 'blocked_network',
    prior: 0.05,
    symptom: { timeout: 0.3, reset: 0.3, refused: 0.25, dns: 0.2, cert_authority: 0.1 },
    named: 0.95,
    siblings: 0.2,
    others: 0.1,
  },
  {
    name: 'isp_path',
    prior: 0.02,
    symptom: { timeout: 0.85, unreachable: 0.1 },
    named: 0.95,
    siblings: 0.5,
    others: 0.4,
  },
  {
    name: 'local_dns',
    prior: 0.03,
    symptom: { dns: 0.9, timeout: 0.1 },
    named: 0.9,
    siblings: 0.4,
    others: 0.6,
  },
];

/** P of a symptom that a hypothesis does not list. */
const REST = 0.02;
/** "Maybe" needs this much, "probably" that much (docs/decisions.md, 5). */
const MAYBE = 0.6;
const PROBABLY = 0.7;

/**
 * Weighs the hypotheses; null when none is clearly likelier than all others together, so that "can't tell" stays the answer.
 * Never more than medium confidence: it is a guess from one place.
 */
export function guess(facts: Facts): Pick<Verdict, 'name' | 'scope' | 'confidence'> | null {
  if (facts.controlsAnswer !== true || facts.symptom === null) return null;
  const weighed = HYPOTHESES.map((hypothesis) => ({ hypothesis, weight: weightOf(hypothesis, facts) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a));
  const share = best.weight / total;
  if (share < MAYBE) return null;
  const { name } = best.hypothesis;
  return { name, scope: SCOPE_OF[name], confidence: share >= PROBABLY ? 'medium' : 'low' };
}

function weightOf(hypothesis: Hypothesis, facts: Facts): number {
  let weight = hypothesis.prior;
  if (facts.symptom !== 'failed') weight *= hypothesis.symptom[facts.symptom ?? 'failed'] ?? REST;
  if (facts.resolvers !== null) weight *= chance(hypothesis.named, facts.resolvers === 'fine');
  if (facts.siblingsFail !== null) weight *= chance(hypothesis.siblings, facts.siblingsFail);
  if (facts.unrelatedWell !== null) weight *= chance(hypothesis.others, !facts.unrelatedWell);
  return weight;
}

function chance(p: number, holds: boolean): number {
  return holds ? p : 1 - p;
}
