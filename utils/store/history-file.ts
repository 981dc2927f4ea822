/** The log as a backup file holds it, and its checks. Pure; a bad row refuses the whole file, with its place. */
import * as v from 'valibot';
import { unpack } from './pack';
import type { GapRow, IncidentRow, PackRow } from './rows';
import { DAY_MS, HOUR_MS } from './series';
import { monthOf, startOf } from './spans';

export interface FileHistory {
  days: readonly PackRow[];
  months: readonly PackRow[];
  incidents: readonly IncidentRow[];
  gaps: readonly GapRow[];
  /** Up to which day the months are complete; null when that is not known. */
  rolled: number | null;
  corrections?: unknown;
}

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const word = v.pipe(v.string(), v.maxLength(500));
const words = v.pipe(v.array(word), v.maxLength(2_000));
const nullable = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);

function packed(spanMs: number, startOfSpan: (at: number) => number) {
  return v.pipe(
    v.object({ from: time, services: words, kinds: words, data: v.pipe(v.string(), v.base64()) }),
    v.transform((row): PackRow => ({ ...row, data: bytesOf(row.data) })),
    v.check((row) => startOfSpan(row.from) === row.from && isReadable(row, spanMs)),
  );
}

function isReadable(row: PackRow, spanMs: number): boolean {
  try {
    const rows = unpack(row, spanMs);
    return new Set(rows.map(({ service, from }) => `${from} ${service}`)).size === rows.length;
  } catch {
    return false;
  }
}

const verdict = v.looseObject({
  name: word,
  scope: word,
  confidence: v.picklist(['low', 'medium', 'high']),
  rule: word,
  numbers: v.record(v.string(), v.unknown()),
});
const line = v.looseObject({
  source: word,
  who: nullable(word),
  whoAr: v.optional(nullable(word)),
  said: v.looseObject({ kind: word }),
  at: time,
  place: nullable(
    v.looseObject({
      country: word,
      city: word,
      latitude: v.number(),
      longitude: v.number(),
      asn: v.optional(v.number()),
      network: v.optional(word),
    }),
  ),
});
/** What goes on longer was made up: the log would list every month of it. */
const LONGEST_MS = 20 * 366 * DAY_MS;

const incident = v.pipe(
  v.object({
    id: v.pipe(word, v.minLength(1)),
    shared: nullable(word),
    members: v.array(
      v.object({
        service: word,
        since: time,
        restoredAt: nullable(time),
        verdict: word,
        said: v.optional(v.literal(true)),
      }),
    ),
    openedAt: time,
    closedAt: nullable(time),
    scope: word,
    verdict,
    phases: v.array(
      v.object({ at: time, verdict: word, rule: v.optional(word), everyone: v.optional(v.literal(true)) }),
    ),
    toldAt: nullable(time),
    notices: v.array(
      v.object({
        at: time,
        kind: v.picklist(['opened', 'updated', 'closed', 'cleared']),
        mood: v.optional(v.picklist(['flapping', 'morning', 'wished', 'digest'])),
      }),
    ),
    evidence: v.array(v.object({ at: time, service: word, lines: v.array(line) })),
  }),
  v.check(({ openedAt, closedAt }) => (closedAt ?? openedAt) - openedAt <= LONGEST_MS),
);

/** Tells whether an incident would be taken in again. */
export function isIncident(row: unknown): boolean {
  return v.is(incident, row);
}

const gap = v.object({
  from: time,
  to: time,
  why: v.picklist(['asleep', 'closed', 'paused', 'resting']),
});

const PACKED = {
  days: packed(HOUR_MS, (at) => startOf(at, DAY_MS)),
  months: packed(DAY_MS, monthOf),
} as const;

const logSchema = v.object({
  days: v.optional(v.array(PACKED.days), []),
  months: v.optional(v.array(PACKED.months), []),
  incidents: v.optional(v.array(incident), []),
  gaps: v.optional(v.array(gap), []),
  rolled: v.optional(nullable(time), null),
  corrections: v.optional(v.unknown()),
});

/** What holds nothing that a log has is none, and was not meant to be nothing. */
export const historySchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((log) => Object.keys(logSchema.entries).some((part) => part in log)),
  logSchema,
);

/** Writes packed rows as the file holds them; what would not be taken in again stays out. */
export function textOfPacks(store: keyof typeof PACKED, rows: readonly PackRow[]): string[] {
  return rows.flatMap(({ from, services, kinds, data }) => {
    const row = { from, services, kinds, data: data instanceof Uint8Array ? base64Of(data) : null };
    return v.is(PACKED[store], row) ? [JSON.stringify(row)] : [];
  });
}

const CHUNK = 30_000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
