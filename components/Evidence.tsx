/** Who was asked, from where, what they said and how long ago: grouped by kind. */

import {
  evidenceWords,
  lineIdOf,
  nameInLine,
  onNetwork,
  placeName,
  placeWords,
  whoAmong,
} from '@/utils/diagnosis/explain-evidence';
import { sayFirst, sayList, type Tongue } from '@/utils/diagnosis/locale';
import type { EvidenceLine, EvidencePlace, Source } from '@/utils/model';
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
                <Line key={lineIdOf(line)} line={line} group={group} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

/** Names who said it, as far as the heading of their group does not; null where that says it all. */
function whoBelow(line: EvidenceLine, group: readonly EvidenceLine[], tongue: Tongue): string | null {
  switch (line.source) {
    case 'status-page':
      return null;
    case 'probe':
      return group.every(({ source }) => source === 'probe') ? null : whoAmong(line, group, tongue);
    case 'control':
    case 'favourite':
      return isOnlyOne(line, group, tongue) ? nameInLine(line, tongue) : whoAmong(line, group, tongue);
    default:
      return whoAmong(line, group, tongue);
  }
}

/** Nothing else in the group goes by its name: a favourite may be called like a well-known site. */
function isOnlyOne(line: EvidenceLine, group: readonly EvidenceLine[], tongue: Tongue): boolean {
  const name = nameInLine(line, tongue);
  return group.every((one) => one.source === line.source || nameInLine(one, tongue) !== name);
}

function Line({ line, group }: { line: EvidenceLine; group: readonly EvidenceLine[] }) {
  const { tongue, now } = useSpeech();
  const words = evidenceWords(line, tongue, now);
  const who = whoBelow(line, group, tongue);
  return (
    <li data-evidence={line.source}>
      <Shape tone={toneOfLine(line)} />
      <span>
        {who !== null && (
          <>
            <bdi>{who}</bdi>{' '}
          </>
        )}
        <span class="said">{words.said}</span>
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

/** Names places; two of one name are counted, and told apart by their networks where others of it say otherwise. */
function sayPlaces(
  places: readonly EvidencePlace[],
  others: readonly EvidencePlace[],
  tongue: Tongue,
): string {
  const nameOf = (place: EvidencePlace) => {
    const name = placeName(place, tongue);
    const twins = others.filter((other) => placeName(other, tongue) === name);
    if (twins.length === 0) return name;
    const inCity = placeWords(place, tongue);
    const isOneCity = twins.some((twin) => placeWords(twin, tongue) === inCity);
    return isOneCity ? onNetwork(name, place, [...places, ...twins]) : inCity;
  };
  const groups = [...Map.groupBy(places, nameOf)];
  const names = groups.map(([name, { length }]) => (length > 1 ? `${name} ×${length}` : name));
  const left = groups.slice(PLACES_NAMED).reduce((sum, [, { length }]) => sum + length, 0);
  return left === 0 ? sayList(names, tongue) : sayFirst(names, PLACES_NAMED, tongue, left);
}

/** Where in the world it answers and where not, at a glance. */
function Places({ lines }: { lines: readonly EvidenceLine[] }) {
  const { tongue } = useSpeech();
  const placesOf = (tone: Tone) =>
    lines.flatMap((line) => (line.place !== null && toneOfLine(line) === tone ? [line.place] : []));
  const [good, bad] = [placesOf('well'), placesOf('theirs')];
  const well = sayPlaces(good, bad, tongue);
  const ill = sayPlaces(bad, good, tongue);
  return (
    <ul class="places">
      {good.length > 0 && (
        <li>
          <Shape tone="well" />
          {m.popup_places_answer({ places: well }, tongue)}
        </li>
      )}
      {bad.length > 0 && (
        <li>
          <Shape tone="theirs" />
          {m.popup_places_fail({ places: ill }, tongue)}
        </li>
      )}
    </ul>
  );
}
