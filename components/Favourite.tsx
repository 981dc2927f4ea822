/** One favourite: a row that opens to its evidence. Everything is in the document also while it is folded. */
import { useState } from 'preact/hooks';
import { explainShown } from '@/utils/diagnosis/explain';
import { statusWord } from '@/utils/diagnosis/explain-row';
import { visitsWords } from '@/utils/diagnosis/explain-visits';
import { sayList, sayTime, type Tongue } from '@/utils/diagnosis/locale';
import { NOT_WATCHED } from '@/utils/diagnosis/sentence';
import { isOwnLine } from '@/utils/diagnosis/side';
import type { EvidenceLine, FavouriteView, VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Advice } from './Advice';
import { isAnswered } from './Answer';
import { Evidence } from './Evidence';
import { Flag, Turn } from './Icon';
import { Monogram } from './Monogram';
import { usePopupSituation } from './popup-actions';
import { FirstActions, MoreActions } from './RowActions';
import { Shape, toneOf } from './Shape';
import { Spark } from './Spark';
import { aroundOf, nameOf, shortTime, useSpeech } from './words';

/** What outsiders read of a favourite. */
function dataOf({ id, health, verdict, since }: FavouriteView) {
  return {
    'data-service': id,
    'data-health': health,
    'data-scope': verdict.scope,
    'data-verdict': verdict.name,
    'data-confidence': verdict.confidence,
    'data-since': since === null ? '' : new Date(since).toISOString(),
  };
}

/** Shows a favourite's row and, opened, everything known about it. */
export function Favourite({ favourite }: { favourite: FavouriteView }) {
  return (
    <li class="row" {...dataOf(favourite)}>
      <FavouriteDetails favourite={favourite} />
    </li>
  );
}

/** The same for a site that is not watched: it counts as nobody's favourite. */
export function GuestRow({ guest }: { guest: FavouriteView }) {
  return (
    <div class="row" data-guest={guest.id} data-verdict={guest.verdict.name}>
      <FavouriteDetails favourite={guest} />
    </div>
  );
}

function FavouriteDetails({ favourite }: { favourite: FavouriteView }) {
  const { tongue, now } = useSpeech();
  const { unfolded } = usePopupSituation();
  const [opened, setOpened] = useState(unfolded.has(favourite.id));
  const name = nameOf(favourite, tongue);
  const tone = toneOf(favourite);
  // When its own outage began is not when one's own fault did.
  const since = isHidden(favourite) ? null : favourite.since;
  const turn = (open: boolean) => {
    setOpened(open);
    unfolded[open ? 'add' : 'delete'](favourite.id);
  };
  return (
    <details open={opened} onToggle={(event) => turn(event.currentTarget.open)}>
      <summary>
        <Monogram name={name} id={favourite.id} />
        <span class="who">
          <b title={name}>
            <bdi>{name}</bdi>
          </b>
          <span class="status">
            <Shape tone={tone} />
            <b class={tone}>{statusWord(favourite, tongue)}</b>
            {since !== null && (
              <span class="soft since">{m.page_since({ time: shortTime(since, now, tongue) }, tongue)}</span>
            )}
            <Told favourite={favourite} />
          </span>
        </span>
        <Spark bars={favourite.spark} />
        <Turn />
      </summary>
      <Opened favourite={favourite} name={name} active={opened} />
    </details>
  );
}

/** Tells whether nothing can be said of it while a fault of one's own lasts. */
function isHidden({ health, verdict }: FavouriteView): boolean {
  return health === 'unknown' && isOwnLine(verdict.scope);
}

/** What its answers look like meanwhile comes from that fault, and is none of its own. */
function sayHidden(fault: VerdictName, service: string, tongue: Tongue): string {
  if (fault === 'clock_skew') return m.row_hidden_clock({ service }, tongue);
  return (fault === 'captive_portal' ? m.row_hidden_portal : m.row_hidden)({ service }, tongue);
}

/** Until it failed it was asked every few minutes at most. */
const ASKED_MS = 120_000;

/** Says when it answered last, where that is not just before it began to fail. */
function LastAnswer({ favourite: { since, lastAnswerAt } }: { favourite: FavouriteView }) {
  const { tongue, now } = useSpeech();
  if (since === null || lastAnswerAt === null) return null;
  if (lastAnswerAt <= since && since - lastAnswerAt < ASKED_MS) return null;
  return <p class="soft">{m.popup_last_answer({ time: sayTime(lastAnswerAt, now, tongue) }, tongue)}</p>;
}

/** One sign for what is told of it: silence counts before the wish, whose word comes after it. */
function Told({ favourite: { muted, tellWhenBack } }: { favourite: FavouriteView }) {
  if (muted !== null) return <Flag name="quiet" />;
  return tellWhenBack ? <Flag name="bell" /> : null;
}

/** `active`: it is unfolded, so that what can be done is worth drawing. */
function Opened({ favourite, name, active }: { favourite: FavouriteView; name: string; active: boolean }) {
  const { tongue, now } = useSpeech();
  const { verdict } = favourite;
  const visits = visitsWords(favourite.visits, tongue, now);
  const { view } = usePopupSituation();
  const words = explainShown(favourite, name, tongue, aroundOf(favourite, view, now));
  const paused = verdict.rule === NOT_WATCHED;
  const known = !paused && verdict.rule !== 'not-asked';
  const answered = isAnswered(favourite, view);
  return (
    <div class="opened">
      {known && !answered && (
        <p>
          {words.line} <span class="soft">{words.because}</span>
        </p>
      )}
      {verdict.name === 'ok' && favourite.evidence.some(({ said }) => said.kind === 'own-word') && (
        <p>{m.row_said_fails({}, tongue)}</p>
      )}
      {isHidden(favourite) && <p>{sayHidden(verdict.name, name, tongue)}</p>}
      <LastAnswer favourite={favourite} />
      {visits !== null && <p data-visits={favourite.visits?.failed}>{visits}</p>}
      {known && !answered && (
        <Advice
          verdict={favourite.health === 'recovering' ? 'ok' : verdict.name}
          words={words}
          page={favourite.report?.link}
        />
      )}
      {!(answered && verdict.name === 'feature_down') && <OwnWords favourite={favourite} />}
      <StillWork favourite={favourite} />
      {active && !paused && <FirstActions favourite={favourite} name={name} />}
      {favourite.evidence.length > 0 && <h2>{m.page_evidence({}, tongue)}</h2>}
      <Evidence
        lines={favourite.report === null ? favourite.evidence : favourite.evidence.map(unquoted)}
        judged={favourite}
      />
      {favourite.isPrivate && <p class="small soft">{m.popup_here_alone({}, tongue)}</p>}
      {active && !paused && <MoreActions favourite={favourite} />}
      <p>
        <a class="small" href={favourite.homepage} target="_blank" rel="noreferrer">
          {m.page_open_it({ service: name }, tongue)}
        </a>
      </p>
    </div>
  );
}

/** Its status page's own words stand above already. */
function unquoted(line: EvidenceLine): EvidenceLine {
  return line.said.kind === 'status-page' ? { ...line, said: { ...line.said, words: null } } : line;
}

function OwnWords({ favourite: { report } }: { favourite: FavouriteView }) {
  const { tongue, now } = useSpeech();
  if (report === null) return null;
  return (
    <blockquote>
      <b>{m.page_own_words({}, tongue)}</b> <bdi>{report.words}</bdi>{' '}
      {report.at !== null && <span class="soft">{sayTime(report.at, now, tongue)} </span>}
      <a href={report.link} target="_blank" rel="noreferrer">
        {m.page_read_it({}, tongue)}
      </a>
    </blockquote>
  );
}

function StillWork({ favourite }: { favourite: FavouriteView }) {
  const { tongue } = useSpeech();
  const { view } = usePopupSituation();
  const names = favourite.stillWork.flatMap((id) => {
    const one = view.favourites.find((each) => each.id === id);
    return one === undefined ? [] : [nameOf(one, tongue)];
  });
  if (names.length === 0) return null;
  return (
    <p>
      <Shape tone="well" />
      {m.popup_still_work({ services: sayList(names, tongue) }, tongue)}
    </p>
  );
}
