/** The whole story of one incident. */
import type { ComponentChildren } from 'preact';
import { explainVerdict, isEverywhere, saySince } from '@/utils/diagnosis/explain';
import { isSaidToWork } from '@/utils/diagnosis/explain-lead';
import { phaseLine } from '@/utils/diagnosis/explain-phase';
import { gapOf, sayDuration, sayNames, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import { ownWord } from '@/utils/diagnosis/own-word';
import type { EpochMs, ServiceId, VerdictName } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { PortalButton } from '../PortalButton';
import { Shape, type Tone } from '../Shape';
import { useSpeech } from '../words';
import { Chapters } from './Chapters';
import { IncidentEvidence } from './IncidentEvidence';
import { Marks } from './Marks';
import { isOwnFault, sideOfIncident, toneOfIncident } from './place';
import { sayIncident, sayStretch } from './say';
import { type Chapter, leadMs, placesOf, storyOf, verdictShown } from './story';
import { WorldMap } from './WorldMap';

interface Props {
  row: IncidentRow;
  nameOf: (id: ServiceId) => string;
  back: string;
  /** Opens the page that a network's sign-in answers in place of. */
  openPortal?: (() => void) | undefined;
  /** Further things to do with it. */
  children?: ComponentChildren;
}

/** Draws it; `back` is the address of the overview. */
export function IncidentPage({ row, nameOf, back, openPortal, children }: Props) {
  const { tongue, now } = useSpeech();
  const names = row.members.map(({ service }) => nameOf(service));
  const services = sayNames(names, tongue);
  const side = sideOfIncident(row);
  const tone = toneOfIncident(row);
  const until = row.closedAt ?? now;
  const chapters = told(storyOf(row), row, names, tongue);
  const span = { from: chapters[0]?.at ?? row.openedAt, to: chapters.at(-1)?.at ?? until };
  const lead = leadMs(row);
  const places = placesOf(row);
  const words = explainVerdict(verdictShown(row, places), services, tongue, isEverywhere(row.verdict));
  // What one's own side suffers from now is said as in the popup; what it was, the title says.
  const isTold = side === 'yours' && row.closedAt !== null;
  const line = isTold ? '' : isOwnFault(row) ? words.line : sayIncident(row, names, tongue);
  return (
    <article class="story" data-tone={tone}>
      <a class="back" href={back}>
        {m.history_back({}, tongue)}
      </a>
      <header class="card">
        <p class={`side ${tone}`}>
          <Shape tone={tone} />
          <b>
            {side === 'theirs'
              ? m.chain_their_side({}, tongue)
              : side === 'yours'
                ? m.chain_your_side({}, tongue)
                : m.history_side_unknown({}, tongue)}
          </b>
        </p>
        <Marks of={row.members} nameOf={nameOf} atMost={6} />
        <h1>{titleOf(row, services, until, tongue)}</h1>
        <When row={row} tone={tone} />
        <p class="because">
          {line !== '' && (
            <>
              <b>{line}</b>
              {gapOf(tongue)}
            </>
          )}
          {!isSaidToWork(row) && words.because}
        </p>
        {row.closedAt === null && (
          <WhatToDo verdict={row.verdict.name} todo={words.todo} openPortal={openPortal} />
        )}
        {lead !== null && (
          <p class="lead well">{m.history_lead({ duration: sayDuration(lead, tongue) }, tongue)}</p>
        )}
        {children}
      </header>
      {places.length > 0 && tone !== 'planned' && (
        <section class="card">
          <h2>{m.history_map({}, tongue)}</h2>
          <WorldMap lines={places} />
        </section>
      )}
      <section class="card">
        <h2>{m.history_story({}, tongue)}</h2>
        <Chapters row={row} chapters={chapters} span={span} nameOf={nameOf} />
      </section>
      <IncidentEvidence row={row} nameOf={nameOf} />
    </article>
  );
}

interface WhatToDoProps extends Pick<Props, 'openPortal'> {
  verdict: VerdictName;
  todo: string | null;
}

/** What to do about it, with the button where a button can do it. */
function WhatToDo({ verdict, todo, openPortal }: WhatToDoProps) {
  if (verdict === 'captive_portal') return <PortalButton open={openPortal} />;
  return todo === null ? null : <p class="todo">{todo}</p>;
}

function When({ row, tone }: Pick<Props, 'row'> & { tone: Tone }) {
  const { tongue, now } = useSpeech();
  const { openedAt, closedAt } = row;
  if (closedAt === null) {
    return (
      <p>
        {saySince(openedAt, sayTime(openedAt, now, tongue), now, tongue)}
        <b class={`lasted ${tone}`}>{m.page_ongoing({}, tongue)}</b>
      </p>
    );
  }
  return (
    <p>
      {sayStretch({ from: openedAt, to: closedAt }, now, tongue)}
      {!isTrouble(row) && ` · ${sayDuration(closedAt - openedAt, tongue)}`}
    </p>
  );
}

/** An outage, or what comes near it: the title says how long. */
function isTrouble(row: IncidentRow): boolean {
  return sideOfIncident(row) !== 'yours' && row.verdict.name !== 'maintenance';
}

/** What goes on has no length yet. */
function titleOf(row: IncidentRow, services: string, until: EpochMs, tongue: Tongue): string {
  if (isOwnFault(row)) return ownWord(row.verdict, tongue);
  if (sideOfIncident(row) === 'yours') return awayTitle(row, services, tongue);
  if (!isTrouble(row)) return services;
  if (row.closedAt === null) return m.history_trouble_now({ services }, tongue);
  return m.history_trouble({ services, duration: sayDuration(until - row.openedAt, tongue) }, tongue);
}

/** It is as well as ever, and kept away from here. */
function awayTitle({ scope, members, closedAt }: IncidentRow, services: string, tongue: Tongue): string {
  const words = { services, count: members.length };
  if (scope === 'blocked')
    return (closedAt === null ? m.history_blocked_now : m.history_blocked)(words, tongue);
  return (closedAt === null ? m.history_away_now : m.history_away)(words, tongue);
}

/** Leaves out what is said in the same words as before. */
function told(
  chapters: readonly Chapter[],
  row: IncidentRow,
  names: readonly string[],
  tongue: Tongue,
): Chapter[] {
  let last: string | null = null;
  return chapters.filter((chapter) => {
    if (chapter.kind !== 'judged') return true;
    const before = last;
    last = phaseLine(chapter.phase, row.verdict, names, tongue);
    return last !== before;
  });
}
