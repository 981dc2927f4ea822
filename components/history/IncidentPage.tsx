/** The whole story of one incident. */
import type { ComponentChildren } from 'preact';
import { explainVerdict, isEverywhere } from '@/utils/diagnosis/explain';
import { incidentLine, isSaidToWork } from '@/utils/diagnosis/explain-lead';
import { gapOf, sayDuration, sayNames, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import type { ServiceId, Verdict } from '@/utils/model';
import type { IncidentRow, ToldRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Shape } from '../Shape';
import { useSpeech } from '../words';
import { IncidentEvidence } from './IncidentEvidence';
import { Marks } from './Marks';
import { sideOfIncident, toneOfIncident } from './place';
import { sayIncident, sayMoment, sayStretch } from './say';
import { type Chapter, leadMs, placesOf, storyOf, verdictShown } from './story';
import { WorldMap } from './WorldMap';

interface Props {
  row: IncidentRow;
  nameOf: (id: ServiceId) => string;
  back: string;
  /** Further things to do with it. */
  children?: ComponentChildren;
}

/** Draws it; `back` is the address of the overview. */
export function IncidentPage({ row, nameOf, back, children }: Props) {
  const { tongue, now } = useSpeech();
  const names = row.members.map(({ service }) => nameOf(service));
  const services = sayNames(names, tongue);
  const side = sideOfIncident(row);
  const tone = toneOfIncident(row);
  const until = row.closedAt ?? now;
  const chapters = storyOf(row);
  const span = { from: chapters[0]?.at ?? row.openedAt, to: chapters.at(-1)?.at ?? until };
  const lead = leadMs(row);
  const places = placesOf(row);
  const words = explainVerdict(verdictShown(row, places), services, tongue, isEverywhere(row.verdict));
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
        <h1>
          {m.history_trouble({ services, duration: sayDuration(until - row.openedAt, tongue) }, tongue)}
        </h1>
        <p>
          {row.closedAt === null
            ? m.page_since({ time: sayTime(row.openedAt, now, tongue) }, tongue)
            : sayStretch({ from: row.openedAt, to: until }, now, tongue)}{' '}
          {row.closedAt === null && <b class={`lasted ${tone}`}>{m.page_ongoing({}, tongue)}</b>}
        </p>
        <p class="because">
          <b>{sayIncident(row, names, tongue)}</b>
          {gapOf(tongue)}
          {!isSaidToWork(row) && words.because}
        </p>
        {lead !== null && (
          <p class="lead well">{m.history_lead({ duration: sayDuration(lead, tongue) }, tongue)}</p>
        )}
        {children}
      </header>
      {places.length > 0 && (
        <section class="card">
          <h2>{m.history_map({}, tongue)}</h2>
          <WorldMap lines={places} />
        </section>
      )}
      <section class="card">
        <h2>{m.history_story({}, tongue)}</h2>
        <ol class="chapters">
          {chapters.map((chapter) => (
            <li
              key={`${chapter.kind} ${chapter.at} ${'service' in chapter ? chapter.service : ''}`}
              data-kind={chapter.kind}
            >
              <time dateTime={new Date(chapter.at).toISOString()}>{sayMoment(chapter.at, span, tongue)}</time>
              <ChapterWords chapter={chapter} row={row} nameOf={nameOf} />
            </li>
          ))}
          {row.closedAt === null && (
            <li data-kind="ongoing">
              <span />
              <b>{m.page_ongoing({}, tongue)}</b>
            </li>
          )}
        </ol>
      </section>
      <IncidentEvidence row={row} nameOf={nameOf} />
    </article>
  );
}

function ChapterWords({ chapter, row, nameOf }: { chapter: Chapter } & Pick<Props, 'row' | 'nameOf'>) {
  const { tongue } = useSpeech();
  const names = row.members.map(({ service }) => nameOf(service));
  const isSilent = toneOfIncident(row) !== 'slow' && row.verdict.name !== 'service_5xx';
  const about = ({ service }: { service: ServiceId }) => ({ service: nameOf(service) });
  switch (chapter.kind) {
    case 'began':
      return <span>{(isSilent ? m.history_began : m.history_began_trouble)(about(chapter), tongue)}</span>;
    case 'judged': {
      const verdict: Verdict =
        chapter.verdict === row.verdict.name ? row.verdict : bareVerdict(row, chapter.verdict);
      return <b>{incidentLine(verdict, names, tongue, false)}</b>;
    }
    case 'told':
      return <span>{toldWords(chapter.notice, tongue)}</span>;
    case 'admitted':
      return <span>{m.history_admitted({}, tongue)}</span>;
    case 'back':
      return (
        <span class="well">
          {(isSilent ? m.history_service_back : m.history_trouble_gone)(about(chapter), tongue)}
        </span>
      );
    case 'said':
      return <span>{m.history_said_works({ service: nameOf(chapter.service) }, tongue)}</span>;
    case 'cleared':
      return <b>{m.history_cleared({ duration: sayDuration(chapter.at - row.openedAt, tongue) }, tongue)}</b>;
    case 'over':
      return (
        <b class="well">
          {m.history_over({ duration: sayDuration(chapter.at - row.openedAt, tongue) }, tongue)}
        </b>
      );
    default:
      return chapter satisfies never;
  }
}

/** An earlier verdict is remembered by its name only: nothing is claimed about numbers. */
function bareVerdict(row: IncidentRow, name: Verdict['name']): Verdict {
  return { ...row.verdict, name, confidence: 'medium', numbers: {} };
}

function toldWords({ kind, mood }: Pick<ToldRow, 'kind' | 'mood'>, tongue: Tongue): string {
  switch (kind) {
    case 'opened':
    case 'updated':
      if (mood === 'flapping') return m.history_told_flapping({}, tongue);
      return kind === 'opened' ? m.history_told_opened({}, tongue) : m.history_told_updated({}, tongue);
    case 'closed':
      if (mood === 'flapping') return m.history_told_steady({}, tongue);
      if (mood === 'morning') return m.history_told_morning({}, tongue);
      if (mood === 'wished') return m.history_told_wished({}, tongue);
      return m.history_told_closed({}, tongue);
    case 'cleared':
      return m.history_told_cleared({}, tongue);
    default:
      return kind satisfies never;
  }
}
