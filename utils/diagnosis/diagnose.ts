/** Evidence to verdict: the first rule that matches, or the likeliest cause when nobody elsewhere could be asked. Pure. */
import type { Symptom, Verdict, VerdictName, VerdictNumbers } from '@/utils/model';
import type { Facts } from './facts';
import { RULES, type Rule, SCOPE_OF } from './rules';
import { LIKELIEST } from './sentence';
import { guess } from './tie-break';

/** What may be announced to end at a time. */
const ENDING: ReadonlySet<Verdict['name']> = new Set<Verdict['name']>(['maintenance', 'rate_limited']);

/** Names what is wrong with a service whose fault counts as confirmed, and on whose side. Never throws. */
export function diagnose(facts: Facts): Verdict {
  const rule = RULES.find((one) => one.when(facts));
  const counts = countsOf(facts);
  if (rule === undefined || rule.verdict === 'unknown') {
    const guessed = facts.elsewhere === null ? guess(facts) : null;
    if (guessed !== null) {
      return { ...guessed, rule: LIKELIEST, numbers: { ...counts, ...namesOf(guessed.name, facts) } };
    }
  }
  return verdictOf(rule, facts, { ...counts, ...namesOf(rule?.verdict ?? 'unknown', facts) });
}

function verdictOf(rule: Rule | undefined, facts: Facts, numbers: VerdictNumbers): Verdict {
  if (rule === undefined)
    return { name: 'unknown', scope: 'unknown', confidence: 'low', rule: 'none', numbers };
  const confidence = typeof rule.confidence === 'function' ? rule.confidence(facts) : rule.confidence;
  const ends = ENDING.has(rule.verdict) && facts.until !== null ? { until: facts.until } : {};
  return {
    name: rule.verdict,
    scope: SCOPE_OF[rule.verdict],
    confidence,
    rule: rule.id,
    numbers: { ...numbers, ...ends },
  };
}

function countsOf(facts: Facts): VerdictNumbers {
  const { world } = facts;
  return {
    ...(facts.controls > 0 && { controlsOk: facts.controlsOk, controls: facts.controls }),
    ...(world.places > 0 && {
      placesFailing: world.placesFailing,
      places: world.places,
      countriesFailing: world.countriesFailing,
      countries: world.countries,
      nearFailing: world.nearFailing,
      near: world.near,
      farFailing: world.farFailing,
      far: world.far,
    }),
    ...(facts.resolversAsked > 0 && {
      resolversFailing: facts.resolversFailing,
      resolvers: facts.resolversAsked,
    }),
    ...(facts.noSuchName && { noSuchName: true }),
    ...(facts.signatureBroken && { signatureBroken: true }),
    ...(facts.slowdown !== null && facts.slowdown > 1 && { slowdown: facts.slowdown }),
    ...(facts.skewMs !== null && { skewMs: facts.skewMs }),
    ...(facts.status !== null && { status: facts.status }),
  };
}

/** What the sentence of this verdict names, and no other's: a cloud means nothing where a part of a service is ill. */
function namesOf(verdict: VerdictName, facts: Facts): VerdictNumbers {
  const { until, country, world, shared, reportComponent } = facts;
  switch (verdict) {
    case 'shared_provider':
      return shared === null ? {} : { named: shared };
    case 'feature_down':
      return reportComponent === null ? {} : { named: reportComponent };
    case 'maintenance':
    case 'rate_limited':
      return until === null ? {} : { until };
    case 'geo_block':
    case 'regional':
      return country === null ? {} : { country };
    case 'isp_path':
      return world.failingNetwork === null ? {} : { network: world.failingNetwork };
    case 'cert_server':
      return certificateOf(facts);
    default:
      return {};
  }
}

const CERTIFICATE: Readonly<Partial<Record<Symptom, NonNullable<VerdictNumbers['certificate']>>>> = {
  cert_date: 'date',
  cert_name: 'name',
  cert_authority: 'trust',
};

/** Where this browser does not say what is wrong with it, places elsewhere do. */
function certificateOf({ symptom, elsewhereSymptom }: Facts): VerdictNumbers {
  const certificate = CERTIFICATE[symptom ?? 'void'] ?? CERTIFICATE[elsewhereSymptom ?? 'void'];
  return certificate === undefined ? {} : { certificate };
}
