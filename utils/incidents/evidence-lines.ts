/** A service's evidence as lines that a page can put into words. Pure. */
import { latestBy } from '@/utils/diagnosis/latest';
import { placesNow } from '@/utils/diagnosis/places';
import { SOFT } from '@/utils/diagnosis/symptom';
import type {
  EpochMs,
  ErrorType,
  EvidenceLine,
  EvidencePlace,
  HttpObservation,
  Sample,
  Symptom,
  VantageObservation,
  Watched,
} from '@/utils/model';
import { asHeard } from './as-heard';
import { FRESH_MS, type ServiceState, type State } from './state';

const SAMPLES_SHOWN = 3;
/** Answers older than this no longer explain what is shown. */
const SHOWN_MS = 900_000;

/** The error that a symptom is shown as. */
export const ERROR_OF: Readonly<Partial<Record<Symptom, ErrorType>>> = {
  dns: 'dns.name_not_resolved',
  refused: 'tcp.refused',
  reset: 'tcp.reset',
  unreachable: 'tcp.address_unreachable',
  cert_date: 'tls.cert.date_invalid',
  cert_name: 'tls.cert.name_invalid',
  cert_authority: 'tls.cert.authority_invalid',
  tls: 'tls.failed',
  garbled: 'http.response.invalid',
  loop: 'http.response.redirect_loop',
  '5xx': 'http.error',
  maintenance: 'http.error',
  blocked_client: 'local.blocked_by_client',
  blocked_admin: 'local.blocked_by_administrator',
  proxy: 'local.proxy',
  offline: 'local.offline',
};

/** Lists who was asked, what they said and when; the newest of each kind first. */
export function evidenceLinesOf(
  state: State,
  service: ServiceState,
  watched: readonly Watched[],
  names: Readonly<Record<string, string>>,
  now: EpochMs,
): EvidenceLine[] {
  const fresh = (at: EpochMs) => now - at <= SHOWN_MS;
  const samples = asHeard(service).filter((sample) => fresh(sample.at) && sample.symptom !== 'void');
  const newest = samples.filter(isLastAlike).slice(-SAMPLES_SHOWN);
  // What the person saw themselves stays in sight behind the probes that came after it.
  const page = samples.findLast(({ how, at }) => how === 'page-load' && at >= (service.failingSince ?? at));
  const lines: EvidenceLine[] = [
    ...newest.toReversed(),
    ...(page === undefined || newest.includes(page) ? [] : [page]),
  ].map((sample) => sampleLine(sample, service.insistedAt));
  // Who said that it fails is shown what everybody else said, though nothing seems wrong.
  const insisted = service.insistedAt !== null && fresh(service.insistedAt);
  if (service.failingSince === null && service.verdict.name === 'ok' && !insisted) return lines;
  lines.push(...controlLines(state, names, fresh), ...favouriteLines(state, service, watched, fresh));
  lines.push(...resolverLines(service, fresh));
  if (service.report?.indicator != null) {
    const { indicator, words, at } = service.report;
    lines.push(line('status-page', null, { kind: 'status-page', indicator, words }, at));
  }
  lines.push(...placesShown(service, fresh).map(vantageLine));
  lines.push(...routingLines(service, fresh));
  return lines;
}

/** The last of several that saw the same: to say it again for each is no further evidence. */
function isLastAlike(sample: Sample, index: number, samples: readonly Sample[]): boolean {
  const next = samples[index + 1];
  return next?.how !== sample.how || next.symptom !== sample.symptom || next.status !== sample.status;
}

const atOf = ({ at }: { at: EpochMs }) => at;

function resolverLines({ resolvers }: ServiceState, fresh: (at: EpochMs) => boolean): EvidenceLine[] {
  const told = resolvers.filter((one) => fresh(one.at) && one.answer !== null && !one.checkingDisabled);
  return latestBy(told, ({ resolver }) => resolver, atOf).flatMap(({ resolver, answer, at }) =>
    answer === null
      ? []
      : [line('resolver', resolver === 'system' ? null : resolver, { kind: 'resolver', answer }, at)],
  );
}

function routingLines({ routing }: ServiceState, fresh: (at: EpochMs) => boolean): EvidenceLine[] {
  const told = routing.filter(({ at, share }) => fresh(at) && share !== null);
  return latestBy(told, ({ prefix }) => prefix, atOf).flatMap(({ prefix, share, at }) =>
    share === null ? [] : [line('routing', prefix, { kind: 'routing', share }, at)],
  );
}

function line(
  source: EvidenceLine['source'],
  who: string | null,
  said: EvidenceLine['said'],
  at: EpochMs,
): EvidenceLine {
  return { source, who, said, at, place: null };
}

function sampleLine(sample: Sample, insistedAt: EpochMs | null): EvidenceLine {
  if (sample.how === 'probe') return line('probe', null, saidOf(sample), sample.at);
  const said = sample.at === insistedAt ? ({ kind: 'own-word' } as const) : saidOf(sample);
  return line('page-load', null, said, sample.at);
}

function saidOf({ at, symptom, status, tookMs, retryAfterMs }: Sample): EvidenceLine['said'] {
  if (symptom === 'answers' || symptom === 'slow' || SOFT.has(symptom))
    return { kind: 'answered', status, tookMs };
  if (symptom === 'timeout') return { kind: 'timeout' };
  const backAt = symptom === 'maintenance' && retryAfterMs !== null ? { backAt: at + retryAfterMs } : {};
  return { kind: 'failed', errorType: ERROR_OF[symptom] ?? 'unknown', status, ...backAt };
}

function controlLines(
  state: State,
  names: Readonly<Record<string, string>>,
  fresh: (at: EpochMs) => boolean,
): EvidenceLine[] {
  return Object.values(state.controls)
    .filter((seen) => fresh(seen.at) && names[seen.target] !== undefined)
    .map((seen) => line('control', names[seen.target] ?? null, saidOfControl(seen), seen.at));
}

function saidOfControl(seen: HttpObservation): EvidenceLine['said'] {
  if (seen.genuine === false || seen.landed === 'elsewhere') return { kind: 'portal' };
  if (seen.outcome === 'ok') return { kind: 'answered', status: seen.status, tookMs: seen.tookMs };
  if (seen.outcome === 'timeout') return { kind: 'timeout' };
  return { kind: 'failed', errorType: seen.errorType ?? 'unknown', status: seen.status };
}

const FAVOURITES_SHOWN = 6;

/** The other favourites, as the control group that they are. */
function favouriteLines(
  state: State,
  service: ServiceState,
  watched: readonly Watched[],
  fresh: (at: EpochMs) => boolean,
): EvidenceLine[] {
  return watched
    .filter((other) => other.id !== service.id)
    .flatMap((other) => {
      const seen = state.services[other.id];
      const last = seen && asHeard(seen).findLast((sample) => sample.symptom !== 'void');
      return last !== undefined && fresh(last.at)
        ? [{ ...line('favourite', other.name, saidOf(last), last.at), whoAr: other.nameAr }]
        : [];
    })
    .slice(0, FAVOURITES_SHOWN);
}

/** The places that are counted: the latest look, and what was fresh beside it. */
function placesShown(
  { vantages, failingSince }: ServiceState,
  fresh: (at: EpochMs) => boolean,
): VantageObservation[] {
  const newestAt = Math.max(0, ...vantages.map((seen) => seen.at));
  const together = vantages.filter((seen) => fresh(seen.at) && newestAt - seen.at <= FRESH_MS);
  return placesNow(together, failingSince);
}

function placeOf({ country, city, latitude, longitude, asn, network }: VantageObservation): EvidencePlace {
  return { country, city, latitude, longitude, asn, network };
}

function vantageLine(seen: VantageObservation): EvidenceLine {
  const said: EvidenceLine['said'] =
    seen.outcome === 'ok'
      ? { kind: 'answered', status: seen.status, tookMs: seen.tookMs }
      : seen.outcome === 'timeout'
        ? { kind: 'timeout' }
        : { kind: 'failed', errorType: seen.errorType ?? 'unknown', status: seen.status };
  return {
    ...line('vantage', `${seen.city}, ${seen.country}`, said, seen.at),
    place: placeOf(seen),
  };
}
