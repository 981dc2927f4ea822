/** Where in the world it answers and where not, at a glance. */
import { onNetwork, placeName, placeWords } from '@/utils/diagnosis/explain-place';
import { sayFirst, sayList, type Tongue } from '@/utils/diagnosis/locale';
import type { EvidencePlace } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Shape, type Tone } from './Shape';
import { useSpeech } from './words';

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
  const names = groups.map(([name, { length }]) => (length > 1 ? `${name} (${length})` : name));
  const left = groups.slice(PLACES_NAMED).reduce((sum, [, { length }]) => sum + length, 0);
  return left === 0 ? sayList(names, tongue) : sayFirst(names, PLACES_NAMED, tongue, left);
}

/** Names them. `tone`: what no good answer means here. */
export function Places({
  good,
  bad,
  tone,
}: {
  good: readonly EvidencePlace[];
  bad: readonly EvidencePlace[];
  tone: Tone;
}) {
  const { tongue } = useSpeech();
  return (
    <span class="places">
      {good.length > 0 && (
        <span>
          <Shape tone="well" />
          {m.popup_places_answer({ places: sayPlaces(good, bad, tongue) }, tongue)}
        </span>
      )}
      {bad.length > 0 && (
        <span>
          <Shape tone={tone} />
          {m.popup_places_fail({ places: sayPlaces(bad, good, tongue) }, tongue)}
        </span>
      )}
    </span>
  );
}
