/** Who was asked, from where, what they said and how long ago: grouped by kind. */

import { evidenceWords, nameInLine, placeName } from '@/utils/diagnosis/explain-evidence';
import { sayList, type Tongue } from '@/utils/diagnosis/locale';
import type { EvidenceLine, Source } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Shape, type Tone } from './Shape';
import { useSpeech } from './words';

const GROUPS: readonly (readonly [typeof m.popup_group_here, readonly Source[]])[] = [
  [m.popup_group_here, ['probe', 'page-load']],
  [m.popup_group_sites, ['control', 'favourite']],
  [m.popup_group_addresses, ['resolver']],
  [m.popup_group_page, ['status-page']],
  [m.popup_group_places, ['vantage']],
  [m.popup_group_routes, ['routing']],
];

/** Fewer routes than this share means that most cannot see the way (docs/decisions.md, 9). */
const FEW_ROUTES = 0.2;
const BROKEN_FROM = 500;

/** Draws all groups that have a line. */
export function Evidence({ lines }: { lines: readonly EvidenceLine[] }) {
  const { tongue } = useSpeech();
  return (
    <>
      {GROUPS.map(([title, sources], index) => {
        const group = lines.filter((line) => sources.includes(line.source));
        if (group.length === 0) return null;
        return (
          <div key={index}>
            <h3>{title({}, tongue)}</h3>
            {sources.includes('vantage') && <Places lines={group} />}
            <ul class="evidence">
              {group.map((line) => (
                <Line
                  key={`${line.source} ${line.who} ${line.at}`}
                  line={line}
                  alone={isOnlyOne(line, group, tongue)}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

/** Nothing else in the group goes by its name: a favourite may be called like a well-known site. */
function isOnlyOne(line: EvidenceLine, group: readonly EvidenceLine[], tongue: Tongue): boolean {
  const name = nameInLine(line, tongue);
  return group.every((one) => one.source === line.source || nameInLine(one, tongue) !== name);
}

/** `alone`: its name says who it is. */
function Line({ line, alone }: { line: EvidenceLine; alone: boolean }) {
  const { tongue, now } = useSpeech();
  const words = evidenceWords(line, tongue, now);
  // The heading of their group says already what they are.
  const isNamed = alone && (line.source === 'control' || line.source === 'favourite');
  const who = isNamed ? nameInLine(line, tongue) : words.who;
  return (
    <li data-evidence={line.source}>
      <Shape tone={toneOfLine(line)} />
      <span>
        <bdi>{who}</bdi> <span class="said">{words.said}</span>
      </span>
      <span class="ago">{words.ago}</span>
    </li>
  );
}

/** Whether what was said speaks for the service, against it, or neither. */
function toneOfLine({ said }: EvidenceLine): Tone {
  switch (said.kind) {
    case 'answered':
      return said.status !== null && said.status >= BROKEN_FROM ? 'theirs' : 'well';
    case 'resolver':
      return said.answer === 'address' ? 'well' : 'theirs';
    case 'status-page':
      return said.indicator === 'none' ? 'well' : said.indicator === 'maintenance' ? 'slow' : 'theirs';
    case 'routing':
      return said.share < FEW_ROUTES ? 'theirs' : 'well';
    case 'failed':
    case 'timeout':
    case 'own-word':
      return 'theirs';
    case 'portal':
      return 'yours';
    case 'nothing':
      return 'unknown';
    default:
      return said satisfies never;
  }
}

const PLACES_NAMED = 6;

/** Where in the world it answers and where not, at a glance. */
function Places({ lines }: { lines: readonly EvidenceLine[] }) {
  const { tongue } = useSpeech();
  const named = (tone: Tone) => {
    const counts = new Map<string, number>();
    for (const { place } of lines.filter((line) => toneOfLine(line) === tone)) {
      if (place === null) continue;
      const name = placeName(place, tongue);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    // Two in one city are two of the places that are counted elsewhere.
    return [...counts]
      .map(([name, count]) => (count > 1 ? `${name} ×${count}` : name))
      .slice(0, PLACES_NAMED);
  };
  const well = named('well');
  const ill = named('theirs');
  return (
    <ul class="places">
      {well.length > 0 && (
        <li>
          <Shape tone="well" />
          {m.popup_places_answer({ places: sayList(well, tongue) }, tongue)}
        </li>
      )}
      {ill.length > 0 && (
        <li>
          <Shape tone="theirs" />
          {m.popup_places_fail({ places: sayList(ill, tongue) }, tongue)}
        </li>
      )}
    </ul>
  );
}
