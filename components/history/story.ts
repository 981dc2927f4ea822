/** One incident as a story: what happened, what was thought, what was told, in order. Pure. */
import type { EpochMs, EvidenceLine, ServiceId, VerdictName } from '@/utils/model';
import type { IncidentRow, ToldRow } from '@/utils/store/rows';

export type Chapter =
  | { at: EpochMs; kind: 'began'; service: ServiceId }
  | { at: EpochMs; kind: 'judged'; verdict: VerdictName }
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
    ...row.members.map(({ service, since }): Chapter => ({ at: since, kind: 'began', service })),
    ...row.phases.map(({ at, verdict }): Chapter => ({ at, kind: 'judged', verdict })),
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
  for (const line of lines.sort((a, b) => a.at - b.at)) newest.set(line.who ?? '', line);
  return [...newest.values()];
}
