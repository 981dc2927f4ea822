/** An incident to hand on: what happened, in which order, who said so. Pure; holds nothing about the person. */

import type { EpochMs, EvidenceLine, Notice, Phase, ServiceId, Verdict } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { evidenceWords } from './explain-evidence';
import { incidentLine, isSaidToWork } from './explain-lead';
import { phaseLine } from './explain-phase';
import { linesToHandOn, verdictToHandOn } from './handed-on';
import { sayDuration, sayNames, type Tongue } from './locale';

/** What a report is made of: an incident of the log. */
export interface ReportedIncident {
  openedAt: EpochMs;
  closedAt: EpochMs | null;
  verdict: Verdict;
  members: readonly { service: ServiceId; said?: boolean }[];
  phases: readonly Phase[];
  notices: readonly (Pick<Notice, 'kind' | 'mood'> & { at: EpochMs })[];
  evidence: readonly { at: EpochMs; service: ServiceId; lines: readonly EvidenceLine[] }[];
}

export interface ReportContext {
  /** By the name that everybody knows. */
  nameOf: (service: ServiceId) => string;
  /** Its host means something only inside the reader's own network: it is left out. */
  isPrivate: (service: ServiceId) => boolean;
  tongue: Tongue;
  now: EpochMs;
  /** IANA name of the reader's time zone. */
  timeZone: string;
}

/** A report without a form; every text is plain. */
export interface Report {
  title: string;
  summary: string;
  facts: readonly (readonly [label: string, value: string])[];
  sections: readonly { heading: string; lines: readonly string[] }[];
  footer: string;
}

/** Makes the report; null when the incident is about nothing that may be named. */
export function reportOf(incident: ReportedIncident, context: ReportContext): Report | null {
  const { tongue, now } = context;
  const services = incident.members.map(({ service }) => service).filter((id) => !context.isPrivate(id));
  if (services.length === 0) return null;
  const names = services.map(context.nameOf);
  const verdict = verdictToHandOn(incident.verdict);
  const { closedAt, openedAt } = incident;
  const time = (at: EpochMs) => timesOf(at, context);
  const lasted = sayDuration((closedAt ?? now) - openedAt, tongue);
  return {
    title: m.share_title({ services: sayNames(names, tongue) }, tongue),
    summary: incidentLine(
      verdict,
      names,
      tongue,
      closedAt !== null,
      isSaidToWork(incident) ? 'person' : null,
    ),
    facts: [
      [m.share_began({}, tongue), time(openedAt)],
      [m.share_ended({}, tongue), closedAt === null ? m.page_ongoing({}, tongue) : time(closedAt)],
      [m.share_lasted({}, tongue), lasted],
    ],
    sections: [
      { heading: m.share_course({}, tongue), lines: courseOf(incident, verdict, names, context) },
      { heading: m.share_evidence({}, tongue), lines: evidenceOf(incident, services, context) },
      { heading: m.share_told({}, tongue), lines: toldOf(incident, context) },
    ].filter(({ lines }) => lines.length > 0),
    footer: m.share_footer({}, tongue),
  };
}

function courseOf(
  { phases }: ReportedIncident,
  verdict: Verdict,
  names: readonly string[],
  context: ReportContext,
): string[] {
  return phases.map((phase) => {
    return `${timesOf(phase.at, context)} — ${phaseLine(phase, verdict, names, context.tongue)}`;
  });
}

function evidenceOf(
  { evidence }: ReportedIncident,
  services: readonly ServiceId[],
  context: ReportContext,
): string[] {
  return evidence
    .filter(({ service }) => services.includes(service))
    .flatMap(({ service, lines }) =>
      linesToHandOn(lines).map((line) => {
        const { who, said } = evidenceWords(line, context.tongue, context.now);
        return `${timesOf(line.at, context)} — ${context.nameOf(service)} — ${who}: ${said}`;
      }),
    );
}

function toldOf({ notices }: ReportedIncident, context: ReportContext): string[] {
  const words = {
    opened: m.share_told_opened,
    updated: m.share_told_updated,
    closed: m.share_told_closed,
    cleared: m.share_told_cleared,
  } as const;
  return notices.map(({ at, kind, mood }) => {
    const flapping = kind === 'closed' ? m.share_told_steady : m.share_told_flapping;
    const say = mood === 'flapping' && kind !== 'cleared' ? flapping : words[kind];
    return `${timesOf(at, context)} — ${say({}, context.tongue)}`;
  });
}

/** A time for everybody, and the reader's own. */
function timesOf(at: EpochMs, { tongue, timeZone }: ReportContext): string {
  const universal = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const local = new Intl.DateTimeFormat(tongue.tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
  return `${universal} UTC (${local})`;
}
