/** All of diagnosis in one call: evidence -> facts -> verdict, with how sure we are. Pure. */
import type { Evidence, Judgement, Verdict } from '@/utils/model';
import { diagnose } from './diagnose';
import { type Facts, factsOf } from './facts';
import { seenFromHere } from './from-here';
import { OWN_FAULTS } from './own-faults';
import { VOTES_TO_CONFIRM, votesOf } from './votes';

/** Judges one service by its evidence. */
export function judge(evidence: Evidence): Judgement {
  const facts = factsOf(evidence);
  const found = diagnose(facts);
  const verdict = evidence.isPrivate === true ? seenFromHere(found, facts) : found;
  const pageLoads = evidence.run.filter((sample) => sample.how === 'page-load').length;
  const votes = votesOf(facts, evidence.run.length, pageLoads);
  return {
    verdict,
    votes,
    confirmed: votes >= VOTES_TO_CONFIRM,
    gate: gateOf(verdict, facts),
    controlsSlow: facts.controlsSlow === true || facts.controlsWeak === true,
    symptom: facts.symptom,
    knowledge: knowledgeOf(facts),
    elsewhere: facts.elsewhere,
    resolversFail: facts.resolvers === 'fail',
    gone: { address: facts.addressGone, nameServers: facts.nameServersGone },
  };
}

function gateOf(verdict: Verdict, facts: Facts): Judgement['gate'] {
  if (OWN_FAULTS.has(verdict.rule)) return 'own';
  return facts.controlsAnswer === true ? 'clear' : null;
}

function knowledgeOf(facts: Facts): number {
  return [facts.elsewhere, facts.resolvers, facts.addressGone, facts.nameServersGone].filter(
    (fact) => fact !== null,
  ).length;
}
