/** Reads a Globalping HTTP measurement: what each place saw, in the names of our own model. Pure. */
import * as v from 'valibot';
import type { EpochMs, ErrorType, Outcome, ServiceId, VantageObservation, VantagePlace } from '@/utils/model';
import { errorTypeOfText, isTimeoutText } from './node-errors';

const name = v.pipe(
  v.string(),
  v.transform((text) => text.toWellFormed().replace(/\p{C}/gu, '').trim().slice(0, 80)),
);
const soft = <T extends v.GenericSchema>(schema: T) => v.fallback(v.nullable(schema), null);

const probe = v.object({
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  continent: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  city: v.fallback(name, ''),
  network: v.fallback(name, ''),
  asn: v.pipe(v.number(), v.integer(), v.minValue(0)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});
const result = v.object({
  status: v.picklist(['in-progress', 'finished', 'failed', 'offline']),
  failureSource: soft(v.string()),
  rawOutput: v.fallback(v.string(), ''),
  statusCode: soft(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))),
  headers: v.fallback(v.record(v.string(), v.unknown()), {}),
  timings: soft(v.object({ total: soft(v.pipe(v.number(), v.minValue(0), v.maxValue(120_000))) })),
  tls: soft(v.object({ authorized: v.boolean(), error: soft(v.string()) })),
});
const measurement = v.object({
  status: v.picklist(['in-progress', 'finished']),
  createdAt: soft(v.string()),
  updatedAt: soft(v.string()),
  results: v.pipe(v.array(v.unknown()), v.maxLength(100)),
});

type Result = v.InferOutput<typeof result>;
type Probe = v.InferOutput<typeof probe>;

interface Said {
  outcome: Outcome;
  status: number | null;
  errorType: ErrorType | null;
}

interface Asked {
  services: readonly ServiceId[];
  measurement: string;
  startedAt: EpochMs;
  places: readonly VantagePlace[];
}

/**
 * Reads a measurement. Null when it is of another shape.
 * Left out are places that said nothing about the target: offline, still asking, failed within Globalping, or barred by it.
 */
export function readMeasurement(
  json: unknown,
  asked: Asked,
  now: EpochMs,
): { finished: boolean; seen: VantageObservation[] } | null {
  const read = v.safeParse(measurement, json);
  if (!read.success) return null;
  const { status, results, createdAt, updatedAt } = read.output;
  const at = answeredAt(createdAt, updatedAt, asked.startedAt, now);
  const seen = results.flatMap((each) => {
    const parsed = v.safeParse(v.object({ probe, result }), each);
    const said = parsed.success ? saidBy(parsed.output.result) : null;
    if (!parsed.success || said === null) return [];
    const place = parsed.output.probe;
    const observation = {
      source: 'vantage',
      at,
      tookMs: parsed.output.result.timings?.total ?? null,
      measurement: asked.measurement,
      near: nearOf(place, asked.places),
      ...place,
      ...said,
    } as const;
    return asked.services.map((service): VantageObservation => ({ ...observation, service }));
  });
  return { finished: status === 'finished', seen };
}

/** Their clock gives only the time between start and end, so that neither clock has to be right. */
function answeredAt(
  created: string | null,
  updated: string | null,
  startedAt: EpochMs,
  now: EpochMs,
): EpochMs {
  const lasted = Date.parse(updated ?? '') - Date.parse(created ?? '');
  return Number.isNaN(lasted) || lasted < 0 ? now : Math.min(startedAt + lasted, now);
}

function nearOf({ asn, country }: Probe, places: readonly VantagePlace[]): VantagePlace['near'] {
  const matching = places.filter(
    (place) =>
      (place.asn === undefined || place.asn === asn) &&
      (place.country === undefined || place.country === country) &&
      (place.asn !== undefined || place.country !== undefined),
  );
  if (matching.some((place) => place.near === 'network')) return 'network';
  return matching.some((place) => place.near === 'country') ? 'country' : 'far';
}

function saidBy(each: Result): Said | null {
  if (each.status === 'finished') return saidByAnswer(each);
  if (each.status !== 'failed' || each.failureSource === 'internal') return null;
  const text = each.rawOutput.slice(0, 2_000);
  // The name led to a private address there, or the probe cannot ask in this way: neither is an answer of the target.
  if (/not allowed|not supported/i.test(text)) return null;
  const byResolver = each.failureSource === 'resolver';
  const errorType = errorTypeOfText(text);
  if (isTimeoutText(text)) {
    return { outcome: 'timeout', status: null, errorType: byResolver ? 'dns.unreachable' : errorType };
  }
  const isNameless = byResolver && !errorType.startsWith('dns.');
  return { outcome: 'failed', status: null, errorType: isNameless ? 'dns.failed' : errorType };
}

/** Any HTTP answer is `finished`; certificates are not enforced there, so ours is the judgement. */
function saidByAnswer({ statusCode: status, tls, headers }: Result): Said | null {
  if (tls && !tls.authorized) {
    const errorType = errorTypeOfText(tls.error ?? '');
    return {
      outcome: 'failed',
      status,
      errorType: errorType.startsWith('tls.') ? errorType : 'tls.cert.invalid',
    };
  }
  if (status === null) return null;
  const isBotWall = Object.hasOwn(headers, 'cf-mitigated');
  if (status >= 500 && !isBotWall) return { outcome: 'failed', status, errorType: 'http.error' };
  return { outcome: 'ok', status, errorType: null };
}
