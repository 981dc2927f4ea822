/**
 * A report about one service for those who help: plain text or Markdown, with UTC and local times. Pure. It holds
 * nothing about the reader: no own address or network, no other favourite, no name that they gave.
 */

import type { EpochMs, EvidenceLine, FavouriteView } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { explainShown } from './explain';
import { evidenceWords } from './explain-evidence';
import { statusWord } from './explain-row';
import { favouriteToHandOn } from './handed-on';
import { sayTime, sayTogether, type Tongue } from './locale';

type ReportFormat = 'plain' | 'markdown';

/** How each format is written. */
const STYLE = {
  plain: { title: (text: string) => text, item: (text: string) => `- ${text}`, code: (text: string) => text },
  markdown: {
    title: (text: string) => `### ${escaped(text)}`,
    item: (text: string) => `- ${escaped(text)}`,
    code: (text: string) => `\`${text}\``,
  },
} as const;

/** Characters that Markdown would take for its own. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, '\\$&');
}

/** Writes the report; null of a private host, which may not be named. `zone`: name of the local time zone. */
export function serviceReport(
  favourite: FavouriteView,
  format: ReportFormat,
  tongue: Tongue,
  now: EpochMs,
  zone: string,
): string | null {
  if (favourite.isPrivate) return null;
  const shown = favouriteToHandOn(favourite);
  const { since, report, verdict } = shown;
  const name = (tongue.locale === 'ar' ? shown.nameAr : null) ?? shown.name;
  const style = STYLE[format];
  const words = explainShown(shown, name, tongue);
  const both = (at: EpochMs) => ({ local: sayTime(at, now, tongue), utc: utcOf(at) });
  const { name: code, scope, confidence } = verdict;
  const inCode = { verdict: style.code(code), scope: style.code(scope), confidence: style.code(confidence) };
  return [
    style.title(`${name}: ${statusWord(shown, tongue)}`),
    '',
    sayTogether([words.line, words.because], tongue),
    '',
    ...(since === null ? [] : [style.item(m.popup_report_since(both(since), tongue))]),
    style.item(m.popup_report_at(both(now), tongue)),
    ...(report === null
      ? []
      : [style.item(`${m.page_own_words({}, tongue)} ${report.words} ${report.link}`)]),
    '',
    m.page_evidence({}, tongue),
    '',
    ...shown.evidence.map((line) => style.item(lineOf(line, tongue, now))),
    '',
    // For those who look into it.
    style.item(m.popup_report_zone({ zone }, tongue)),
    `- ${m.popup_report_verdict(inCode, tongue)}`,
    '',
  ].join('\n');
}

function lineOf(line: EvidenceLine, tongue: Tongue, now: EpochMs): string {
  const { who, said } = evidenceWords(line, tongue, now);
  return `${utcOf(line.at)} UTC · ${who}: ${said}`;
}

/** 2026-01-15 12:00:05 */
function utcOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
