/** One incident as a story: what happened, what was thought, what was told, in order. Pure. */
import { placeIdOf } from '@/utils/diagnosis/place-id';
import type { EpochMs, EvidenceLine, Phase, ServiceId, Verdict, VerdictNumbers } from '@/utils/model';
import type { IncidentRow, ToldRow } from '@/utils/store/rows';

export type Chapter =
  | { at: EpochMs; kind: 'began'; service: ServiceId }
  | { at: EpochMs; kind: 'judged'; phase: Phase }
  | { at: EpochMs; kind: 'told'; notice: Pick<ToldRow, 'kind' | 'mood'> }
  | { at: EpochMs; kind: 'admitted' }
  | { at: EpochMs; kind: 'back' | 'said'; service: ServiceId }
  | { at: EpochMs; kind: 'over' | 'cleared' };

const ORDER: readonly Chapter['kind'][] = [
  'began',
  'judged',
  'told',
  'admitted',
  'back',
  'said',
  'over',
  'cleared',
];

/** Lists the chapters of an incident, oldest first. */
export function storyOf(row: IncidentRow): Chapter[] {
  const told: Chapter[] = row.notices.map((notice) => ({ at: notice.at, kind: 'told', notice }));
  const first: Chapter[] =
    told.length === 0 && row.toldAt !== null
      ? [{ at: row.toldAt, kind: 'told', notice: { kind: 'opened' } }]
      : [];
  const admitted = admittedAt(row);
  const chapters: Chapter[] = [
    // Work that was announced is no trouble that begins.
    ...row.members
      .filter(({ verdict }) => verdict !== 'maintenance')
      .map(({ service, since }): Chapter => ({ at: since, kind: 'began', service })),
    ...row.phases.map((phase): Chapter => ({ at: phase.at, kind: 'judged', phase })),
    ...told,
    ...first,
    ...(admitted === null ? [] : [{ at: admitted, kind: 'admitted' } as const]),
    ...row.members.flatMap(({ service, restoredAt, said }): Chapter[] =>
      restoredAt === null ? [] : [{ at: restoredAt, kind: said ? 'said' : 'back', service }],
    ),
    ...(row.closedAt === null ? [] : [{ at: row.closedAt, kind: endOf(row) } as const]),
  ];
  return chapters.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The last that failed in it was said to work: nobody saw the end. */
function endOf({ members, closedAt }: IncidentRow): 'over' | 'cleared' {
  return members.some(({ said, restoredAt }) => said && restoredAt === closedAt) ? 'cleared' : 'over';
}

function pageLines(row: IncidentRow): EvidenceLine[] {
  return row.evidence
    .flatMap(({ lines }) => lines.filter(({ source }) => source === 'status-page'))
    .sort((a, b) => a.at - b.at);
}

function says(line: EvidenceLine, trouble: boolean): boolean {
  return line.said.kind === 'status-page' && (line.said.indicator !== 'none') === trouble;
}

/** When the status page first spoke of trouble; null when it was never seen to. */
function admittedAt(row: IncidentRow): EpochMs | null {
  return pageLines(row).find((line) => says(line, true))?.at ?? null;
}

/**
 * How long before its own status page the person was told; null unless the page was seen to say "all is well" after
 * that, and unless it was said with certainty.
 */
export function leadMs(row: IncidentRow): number | null {
  const told = row.notices[0]?.at ?? row.toldAt;
  const admitted = admittedAt(row);
  if (told === null || admitted === null || row.verdict.confidence !== 'high') return null;
  const denied = pageLines(row).some((line) => line.at >= told && line.at < admitted && says(line, false));
  return denied ? admitted - told : null;
}

/** Gives the newest answer of every place that was asked. */
export function placesOf(row: IncidentRow): EvidenceLine[] {
  const lines = row.evidence.flatMap((one) => one.lines.filter(({ place }) => place !== null));
  const newest = new Map<string, EvidenceLine>();
  for (const line of lines.sort((a, b) => a.at - b.at)) newest.set(asked(line), line);
  return [...newest.values()];
}

/** Who was asked: a place is a city and a network in it, however many answers it gave. */
function asked({ source, who, place }: EvidenceLine): string {
  return `${source} ${place === null ? who : placeIdOf(place)}`;
}

/** Numbers the minutes: a part of the evidence is titled with its own. */
export function minuteOf(at: EpochMs): number {
  return Math.floor(at / MINUTE_MS);
}

type Part = IncidentRow['evidence'][number];

const MINUTE_MS = 60_000;

/** Gives what was said about each service, minute by minute: what was heard within one minute is one part. */
export function partsOf({ evidence }: Pick<IncidentRow, 'evidence'>): Part[] {
  const parts = Map.groupBy(evidence, ({ at, service }) => `${service} ${minuteOf(at)}`);
  return [...parts.values()].map(together);
}

/** The newest first, and each by what it said last. */
function together(parts: readonly Part[]): Part {
  const [first, ...later] = parts as [Part, ...Part[]];
  const { at, service, lines } = later.reduce((whole, part) => {
    const anew = new Set(part.lines.map(asked));
    return { ...part, lines: [...part.lines, ...whole.lines.filter((line) => !anew.has(asked(line)))] };
  }, first);
  return { at, service, lines: lines.toSorted((a, b) => b.at - a.at) };
}

/** What is over may begin again, and is told later where that was to wait: so long it is still looked at. */
const LATE_MS = 3_600_000;

/** Tells whether nothing can be added to an incident any more. */
export function isSettled({ closedAt }: Pick<IncidentRow, 'closedAt'>, now: EpochMs): boolean {
  return closedAt !== null && now - closedAt > LATE_MS;
}

/** An answer with such a status is one of trouble. */
const TROUBLE = 500;

/** Says whether a place got a good answer. */
export function answers({ said }: EvidenceLine): boolean {
  return said.kind === 'answered' && (said.status ?? 200) < TROUBLE;
}

/**
 * Gives the verdict with the places counted that are shown: it was counted anew whenever another place answered, while
 * the log keeps who said so only when the verdict itself changed.
 */
export function verdictShown({ verdict }: IncidentRow, places: readonly EvidenceLine[]): Verdict {
  if (places.length === 0) return verdict;
  const failing = places.filter((line) => !answers(line)).length;
  const { near = 0, far = 0, nearFailing = 0, farFailing = 0, ...rest } = verdict.numbers;
  const halves: VerdictNumbers =
    near + far === places.length && nearFailing + farFailing === failing
      ? { near, far, nearFailing, farFailing }
      : {};
  return { ...verdict, numbers: { ...rest, ...halves, places: places.length, placesFailing: failing } };
}
