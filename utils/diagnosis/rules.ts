/** The rule table, the product's heart: first match wins, order is meaning, the last row always matches. Pure data. */
import type { Confidence, Scope, Symptom, VerdictName } from '@/utils/model';
import type { Facts } from './facts';

export interface Rule {
  id: string;
  verdict: VerdictName;
  confidence: Confidence | ((facts: Facts) => Confidence);
  when: (facts: Facts) => boolean;
}

/** Each verdict's side. One verdict, one scope. */
export const SCOPE_OF: Readonly<Record<VerdictName, Scope>> = {
  ok: 'none',
  unknown: 'unknown',
  device_offline: 'device',
  clock_skew: 'device',
  client_trust: 'device',
  client_ipv6: 'device',
  client_mtu: 'device',
  blocked_extension: 'device',
  local_network: 'network',
  local_slow: 'network',
  captive_portal: 'network',
  tls_intercept: 'network',
  proxy_broken: 'network',
  local_dns: 'resolver',
  blocked_network: 'blocked',
  access_denied: 'blocked',
  geo_block: 'blocked',
  rate_limited: 'blocked',
  login_required: 'blocked',
  isp_path: 'provider',
  regional: 'region',
  service_down: 'global',
  service_5xx: 'global',
  dns_authoritative: 'global',
  bgp_withdrawn: 'global',
  cert_server: 'global',
  shared_provider: 'global',
  partial: 'global',
  degraded_slow: 'global',
  maintenance: 'global',
  feature_down: 'global',
  local_only_5xx: 'unknown',
  probe_broken: 'unknown',
};

const is = (...symptoms: Symptom[]) => {
  const set: ReadonlySet<Symptom | null> = new Set(symptoms);
  return (facts: Facts) => set.has(facts.symptom);
};

const unreached = is('dns', 'timeout', 'refused', 'reset', 'unreachable', 'failed', 'tls', 'garbled');
const maybeUnnamed = is('dns', 'timeout', 'failed');
const untrusted = is('cert_name', 'cert_authority');
const failing = (f: Facts) =>
  unreached(f) || untrusted(f) || is('cert_date', '5xx', 'loop', 'maintenance')(f);
const broken = is('5xx', 'loop', 'maintenance');
const answered = is('answers');
const everywhere = (f: Facts) => f.elsewhere === 'all';
/** One dead control means nothing. */
const FEW_CONTROLS = 2;
/** "For everyone" rests on at least three countries. */
const wide = (f: Facts): Confidence => (f.world.countriesFailing >= 3 ? 'high' : 'medium');

export const RULES: readonly Rule[] = [
  // The reader's own connection: nothing else can be believed while it is broken.
  { id: 'portal', verdict: 'captive_portal', confidence: 'high', when: (f) => f.portal === true },
  {
    id: 'portal-ajar',
    verdict: 'captive_portal',
    confidence: 'medium',
    // Some let the names of large companies through before one has signed in.
    when: (f) => f.usurped === true && f.unrelatedFail && unreached(f) && !everywhere(f),
  },
  {
    id: 'clock',
    verdict: 'clock_skew',
    confidence: 'high',
    when: (f) => f.datesWrong === true,
  },
  {
    id: 'intercept',
    verdict: 'tls_intercept',
    confidence: 'medium',
    when: (f) => f.foreignCertificates === true,
  },
  { id: 'only-plain', verdict: 'tls_intercept', confidence: 'low', when: (f) => f.onlyPlain === true },
  { id: 'proxy', verdict: 'proxy_broken', confidence: 'high', when: (f) => f.proxyBroken === true },
  {
    id: 'offline',
    verdict: 'device_offline',
    confidence: 'high',
    // The browser says so, and so does the request: nobody else need be waited for.
    when: (f) => f.offline === true && (f.nothingAnswers === true || f.cutOff),
  },
  {
    id: 'nothing-answers',
    verdict: 'local_network',
    confidence: 'high',
    when: (f) => f.nothingAnswers === true,
  },
  { id: 'names-fail', verdict: 'local_dns', confidence: 'high', when: (f) => f.namesFail === true },
  // It answers.
  { id: 'answers', verdict: 'ok', confidence: 'high', when: (f) => answered(f) && !reportsTrouble(f) },
  {
    id: 'part-of-it',
    verdict: 'feature_down',
    confidence: 'medium',
    when: (f) => answered(f) && reportsTrouble(f),
  },
  {
    id: 'everything-slow',
    verdict: 'local_slow',
    confidence: 'medium',
    when: (f) =>
      (f.controlsSlow === true || f.controlsWeak === true) &&
      is('slow', 'timeout')(f) &&
      // An error is no slowness.
      !f.erred &&
      !everywhere(f),
  },
  // Stopped inside the browser, or answered with something other than the service.
  { id: 'stopped-here', verdict: 'blocked_extension', confidence: 'high', when: is('blocked_client') },
  { id: 'stopped-by-rule', verdict: 'blocked_network', confidence: 'high', when: is('blocked_admin') },
  { id: 'too-often', verdict: 'rate_limited', confidence: 'high', when: is('rate') },
  { id: 'not-in-this-country', verdict: 'geo_block', confidence: 'high', when: is('legal') },
  { id: 'refused-visit', verdict: 'access_denied', confidence: 'medium', when: is('denied', 'elsewhere') },
  { id: 'sign-in', verdict: 'login_required', confidence: 'medium', when: is('login') },
  {
    id: 'planned-page',
    verdict: 'maintenance',
    confidence: 'high',
    when: (f) => is('changed')(f) && f.report === 'maintenance',
  },
  { id: 'changed-answer', verdict: 'probe_broken', confidence: 'medium', when: is('missing', 'changed') },
  // Names.
  {
    id: 'routes-to-names-gone',
    verdict: 'bgp_withdrawn',
    confidence: wide,
    when: (f) =>
      f.nameServersGone === true &&
      unreached(f) &&
      (f.resolvers === 'fail' || (everywhere(f) && f.resolvers !== 'fine')),
  },
  {
    id: 'nobody-finds-it',
    verdict: 'dns_authoritative',
    confidence: (f) => (everywhere(f) ? wide(f) : 'medium'),
    when: (f) => maybeUnnamed(f) && f.resolvers === 'fail',
  },
  {
    id: 'directories-disagree',
    verdict: 'dns_authoritative',
    confidence: 'medium',
    when: (f) => f.resolvers === 'split' && f.elsewhere !== 'none' && (is('dns')(f) || isUnnamedElsewhere(f)),
  },
  {
    id: 'unfindable-elsewhere',
    verdict: 'dns_authoritative',
    confidence: wide,
    when: (f) => everywhere(f) && isUnnamedElsewhere(f) && f.resolvers !== 'fine',
  },
  {
    id: 'own-directory-lost-it',
    verdict: 'local_dns',
    confidence: 'medium',
    when: (f) =>
      (is('dns')(f) && f.resolvers === 'fine' && (f.othersUnnamed || f.comesAndGoes)) ||
      // Silence, while others cannot be found by name: a lookup that gets no answer looks like it.
      (is('timeout')(f) && f.resolvers === 'fine' && f.othersUnnamed && !everywhere(f)) ||
      // Where the browser hides the reason, a place on the same network tells it.
      ((f.elsewhere === 'network' || f.elsewhere === 'near') &&
        maybeUnnamed(f) &&
        (is('dns')(f) || f.elsewhereSymptom === 'dns') &&
        f.resolvers !== 'fail'),
  },
  {
    id: 'unfindable-for-some',
    verdict: 'dns_authoritative',
    confidence: 'medium',
    // A filter here hides nothing from others far away.
    when: (f) => is('dns')(f) && f.elsewhere === 'mixed' && f.elsewhereSymptom === 'dns',
  },
  {
    id: 'name-filtered',
    verdict: 'blocked_network',
    confidence: (f) => (f.elsewhere === 'none' ? 'high' : 'medium'),
    when: (f) => is('dns')(f) && f.namesAnswer === true && f.resolvers === 'fine' && !everywhere(f),
  },
  // Certificates.
  {
    id: 'certificate-expired',
    verdict: 'cert_server',
    confidence: (f) => (everywhere(f) ? wide(f) : 'medium'),
    // Where the clock is wrong too, only others can tell which of the two it is.
    when: (f) =>
      is('cert_date')(f) &&
      f.elsewhere !== 'none' &&
      f.elsewhere !== 'near' &&
      (f.elsewhere !== null || f.clockOff !== true),
  },
  {
    id: 'clock-only-here',
    verdict: 'clock_skew',
    confidence: (f) => (f.clockOff !== true ? 'low' : f.elsewhere === 'none' ? 'high' : 'medium'),
    // Where the browser hides that it is the date, a clock known to be off explains what fails only here.
    when: (f) =>
      is('cert_date')(f) || (is('tls', 'failed')(f) && f.clockOff === true && f.elsewhere === 'none'),
  },
  {
    id: 'certificate-wrong',
    verdict: 'cert_server',
    confidence: (f) => (everywhere(f) ? wide(f) : 'medium'),
    // Where the browser does not say which TLS failure it was, or none at all, places elsewhere do. No wall here shows
    // its certificate to others.
    when: (f) =>
      (everywhere(f) && (untrusted(f) || (is('tls', 'failed')(f) && isCertificate(f.elsewhereSymptom)))) ||
      (untrusted(f) && f.world.farFailing > 0 && f.elsewhere !== 'none' && isCertificate(f.elsewhereSymptom)),
  },
  {
    id: 'trust-store',
    verdict: 'client_trust',
    confidence: 'medium',
    when: (f) => untrusted(f) && f.othersUntrusted,
  },
  {
    id: 'certificate-swapped',
    verdict: 'blocked_network',
    confidence: 'medium',
    when: (f) => untrusted(f) && f.elsewhere !== null,
  },
  // Planned, routed away, shared.
  {
    id: 'planned-work',
    verdict: 'maintenance',
    confidence: (f) => (f.report === 'maintenance' ? 'high' : 'medium'),
    when: (f) =>
      is('maintenance')(f) || (is('5xx')(f) && f.report === 'maintenance' && f.retryAfterMs !== null),
  },
  {
    id: 'routes-gone',
    verdict: 'bgp_withdrawn',
    confidence: wide,
    when: (f) => f.addressGone === true && unreached(f) && everywhere(f),
  },
  {
    id: 'shared-ground',
    verdict: 'shared_provider',
    confidence: (f) => (everywhere(f) ? wide(f) : 'medium'),
    when: (f) =>
      failing(f) &&
      f.siblingsFail === true &&
      f.shared !== null &&
      f.elsewhere !== 'network' &&
      // Errors far away too are no matter of this region.
      (f.elsewhere !== 'near' || (broken(f) && f.world.farFailing > 0)) &&
      (broken(f) || (f.elsewhere === null ? admits(f) : f.elsewhere !== 'none')),
  },
  // The same elsewhere.
  {
    id: 'broken-everywhere',
    verdict: 'service_5xx',
    confidence: wide,
    when: (f) => broken(f) && everywhere(f),
  },
  {
    id: 'broken-everywhere-too',
    verdict: 'service_5xx',
    confidence: wide,
    when: (f) => unreached(f) && everywhere(f) && f.elsewhereSymptom === '5xx',
  },
  {
    id: 'down-everywhere',
    verdict: 'service_down',
    confidence: wide,
    when: (f) => unreached(f) && everywhere(f),
  },
  {
    id: 'broken-nearby',
    verdict: 'regional',
    confidence: 'medium',
    when: (f) =>
      (f.elsewhere === 'near' || f.elsewhere === 'network') &&
      (broken(f) || (unreached(f) && f.elsewhereSymptom === '5xx')),
  },
  {
    id: 'own-path',
    verdict: 'isp_path',
    confidence: 'medium',
    // A path that is lost is silent; what resets or refuses is a wall.
    when: (f) => f.elsewhere === 'network' && is('timeout', 'unreachable', 'failed', 'dns')(f),
  },
  {
    id: 'nearby-and-admitted',
    verdict: 'regional',
    confidence: 'medium',
    when: (f) =>
      unreached(f) && f.elsewhere === 'near' && (reportsTrouble(f) || f.comesAndGoes || f.failsFar),
  },
  {
    id: 'shared-ground-nearby',
    verdict: 'regional',
    confidence: 'medium',
    // A wall around one service does not hide its neighbours; one around its owner turns away, and is not silent.
    when: (f) =>
      unreached(f) &&
      !is('reset', 'refused')(f) &&
      f.elsewhere === 'near' &&
      f.siblingsFail === true &&
      f.shared !== null,
  },
  {
    id: 'blocked-nearby',
    verdict: 'blocked_network',
    confidence: 'medium',
    when: (f) => unreached(f) && (f.elsewhere === 'near' || f.elsewhere === 'network'),
  },
  {
    id: 'broken-for-most-and-admitted',
    verdict: 'service_5xx',
    confidence: 'medium',
    when: (f) =>
      broken(f) && f.elsewhere === 'mixed' && f.world.placesFailing * 2 >= f.world.places && admits(f),
  },
  {
    id: 'here-and-there',
    verdict: 'partial',
    confidence: 'medium',
    when: (f) => failing(f) && f.elsewhere === 'mixed',
  },
  {
    id: 'own-errors',
    verdict: 'local_only_5xx',
    confidence: 'medium',
    when: (f) =>
      broken(f) && f.elsewhere === 'none' && !reportsTrouble(f) && !f.comesAndGoes && f.askedMeanwhile,
  },
  {
    id: 'errors-admitted',
    verdict: 'partial',
    confidence: 'medium',
    // Admitted, or now and then: then whoever asked at another moment met no error.
    when: (f) => broken(f) && f.elsewhere === 'none',
  },
  {
    id: 'errors',
    verdict: 'service_5xx',
    confidence: (f) => (f.report === 'none' ? 'low' : 'medium'),
    when: (f) => broken(f) && f.controlsAnswer === true,
  },
  // It answers elsewhere, and not here.
  {
    id: 'no-way-over-ipv6',
    verdict: 'client_ipv6',
    confidence: 'low',
    when: (f) => is('unreachable')(f) && f.elsewhere === 'none' && f.byIpv6 === true,
  },
  {
    id: 'line-loses',
    verdict: 'local_slow',
    confidence: 'medium',
    // Controls and favourites that have nothing in common lose as much, and nobody elsewhere does.
    when: (f) =>
      is('timeout')(f) &&
      f.unrelatedWell === false &&
      f.controls - f.controlsOk >= FEW_CONTROLS &&
      (f.elsewhere === 'none' || (f.elsewhere === null && f.comesAndGoes)),
  },
  {
    id: 'pages-hang',
    verdict: 'client_mtu',
    confidence: 'low',
    when: (f) => is('timeout')(f) && f.elsewhere === 'none' && f.onlyPages,
  },
  {
    id: 'path-lost',
    verdict: 'isp_path',
    confidence: 'low',
    when: (f) =>
      is('timeout', 'unreachable')(f) && f.elsewhere === 'none' && (f.othersFail || f.comesAndGoes),
  },
  {
    id: 'silent-here-and-admitted',
    verdict: 'partial',
    confidence: 'low',
    // A wall here would be a strange coincidence.
    when: (f) => unreached(f) && f.elsewhere === 'none' && admits(f) && !isUnfound(f),
  },
  {
    id: 'only-this-network',
    verdict: 'blocked_network',
    confidence: 'medium',
    when: (f) => unreached(f) && f.elsewhere === 'none' && !isUnfound(f),
  },
  {
    id: 'slow-for-others-too',
    verdict: 'degraded_slow',
    confidence: (f) => (f.elsewhere === null ? 'low' : 'medium'),
    when: (f) => is('slow')(f) && f.controlsSlow !== true,
  },
  {
    id: 'admitted',
    verdict: 'service_down',
    confidence: 'medium',
    when: (f) => unreached(f) && f.controlsAnswer === true && admits(f) && f.elsewhere !== 'none',
  },
  { id: 'cannot-tell', verdict: 'unknown', confidence: 'low', when: () => true },
];

/** Elsewhere its name is what fails, and here it may be. */
function isUnnamedElsewhere(facts: Facts): boolean {
  return maybeUnnamed(facts) && facts.elsewhereSymptom === 'dns';
}

function isCertificate(symptom: Symptom | null): boolean {
  return symptom?.startsWith('cert_') === true;
}

/** Places get in by a name that nobody finds: one of them is wrong. */
function isUnfound(facts: Facts): boolean {
  return facts.resolversAsked > 0 && facts.resolversFailing === facts.resolversAsked;
}

function admits(facts: Facts): boolean {
  return facts.report === 'major' || facts.report === 'critical';
}

function reportsTrouble(facts: Facts): boolean {
  return admits(facts) || facts.report === 'minor';
}
