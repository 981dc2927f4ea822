/** The chapters of an incident's story, in order. */
import { phaseLine } from '@/utils/diagnosis/explain-phase';
import { sayDuration, type Tongue } from '@/utils/diagnosis/locale';
import type { ServiceId } from '@/utils/model';
import type { IncidentRow, ToldRow } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import type { Tone } from '../Shape';
import { useSpeech } from '../words';
import { toneOfIncident } from './place';
import { sayMoment } from './say';
import type { Chapter } from './story';
import type { Stretch } from './stretches';

interface Props {
  row: IncidentRow;
  chapters: readonly Chapter[];
  /** From the first to the last of them. */
  span: Stretch;
  nameOf: (id: ServiceId) => string;
}

/** Draws them as a list with times. */
export function Chapters({ row, chapters, span, nameOf }: Props) {
  const { tongue } = useSpeech();
  return (
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
  );
}

/** It answers, or says itself that it does not. */
const GENTLE: ReadonlySet<Tone> = new Set<Tone>(['slow', 'planned']);

function ChapterWords({ chapter, row, nameOf }: { chapter: Chapter } & Pick<Props, 'row' | 'nameOf'>) {
  const { tongue } = useSpeech();
  const names = row.members.map(({ service }) => nameOf(service));
  const isSilent = !GENTLE.has(toneOfIncident(row)) && row.verdict.name !== 'service_5xx';
  const about = ({ service }: { service: ServiceId }) => ({ service: nameOf(service) });
  switch (chapter.kind) {
    case 'began':
      return <span>{(isSilent ? m.history_began : m.history_began_trouble)(about(chapter), tongue)}</span>;
    case 'judged':
      return <b>{phaseLine(chapter.phase, row.verdict, names, tongue)}</b>;
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
