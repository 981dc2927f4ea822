/** One favourite: a row that opens to its evidence. Everything is in the document also while it is folded. */

import { explainVerdict, isEverywhere } from '@/utils/diagnosis/explain';
import { evidenceWords, statusWord } from '@/utils/diagnosis/explain-row';
import { sayTime } from '@/utils/diagnosis/locale';
import type { EvidenceLine, FavouriteView } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Shape, toneOf } from './Shape';
import { Spark } from './Spark';
import { nameOf, useSpeech } from './words';

/** Draws a service's letters; marks come later, letters are the normal case. */
export function Monogram({ name }: { name: string }) {
  const words = name.split(/[\s.]+/).filter((word) => word !== '');
  const capitals = [...name].filter((letter) => letter >= 'A' && letter <= 'Z');
  const letters = capitals.length > 1 ? capitals.slice(0, 2).join('') : [...(words[0] ?? '?')][0];
  return (
    <span class="monogram" aria-hidden="true">
      {letters}
    </span>
  );
}

/** Shows a favourite's row and, opened, everything known about it. */
export function Favourite({ favourite }: { favourite: FavouriteView }) {
  const { tongue, now } = useSpeech();
  const name = nameOf(favourite, tongue);
  const tone = toneOf(favourite);
  const { verdict, since } = favourite;
  return (
    <li
      class="row"
      data-service={favourite.id}
      data-health={favourite.health}
      data-scope={verdict.scope}
      data-verdict={verdict.name}
      data-confidence={verdict.confidence}
      data-since={since === null ? '' : new Date(since).toISOString()}
    >
      <details>
        <summary>
          <Monogram name={favourite.name} />
          <span class="who">
            <b>
              <bdi>{name}</bdi>
            </b>
            <span class="status">
              <Shape tone={tone} />
              <b class={tone}>{statusWord(favourite, tongue)}</b>
              {since !== null && (
                <span class="soft"> · {m.page_since({ time: sayTime(since, now, tongue) }, tongue)}</span>
              )}
            </span>
          </span>
          <Spark bars={favourite.spark} />
        </summary>
        <Opened favourite={favourite} name={name} />
      </details>
    </li>
  );
}

function Opened({ favourite, name }: { favourite: FavouriteView; name: string }) {
  const { tongue, now } = useSpeech();
  const { verdict, report } = favourite;
  const words = explainVerdict(verdict, name, tongue, isEverywhere(verdict));
  return (
    <div class="opened">
      {verdict.rule !== 'not-asked' && (
        <p>
          {words.line} <span class="soft">{words.because}</span>
        </p>
      )}
      {words.todo !== null && verdict.rule !== 'not-asked' && <p class="todo">{words.todo}</p>}
      {report !== null && (
        <blockquote class="small">
          <b>{m.page_own_words({}, tongue)}</b> <bdi>{report.words}</bdi>{' '}
          {report.at !== null && <span class="soft">{sayTime(report.at, now, tongue)} </span>}
          <a href={report.link} target="_blank" rel="noreferrer">
            {m.page_read_it({}, tongue)}
          </a>
        </blockquote>
      )}
      <h3 class="small soft">{m.page_evidence({}, tongue)}</h3>
      <ul class="evidence">
        {favourite.evidence.map((line) => (
          <Evidence key={`${line.source} ${line.who} ${line.at}`} line={line} />
        ))}
      </ul>
      <a class="small" href={favourite.homepage} target="_blank" rel="noreferrer">
        {m.page_open_it({ service: name }, tongue)}
      </a>
    </div>
  );
}

function Evidence({ line }: { line: EvidenceLine }) {
  const { tongue, now } = useSpeech();
  const words = evidenceWords(line, tongue, now);
  return (
    <li data-evidence={line.source}>
      <bdi>{words.who}</bdi>
      <span class="soft">{words.ago}</span>
      <span>{words.said}</span>
    </li>
  );
}
