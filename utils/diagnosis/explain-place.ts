/** Names of places elsewhere. Pure. */
import type { EvidencePlace } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { isolated, sayShort, type Tongue } from './locale';

/** Names a place by its network too, where that has a name of its own: its number says nothing to most. */
export function onNetwork(
  name: string,
  { asn, network }: EvidencePlace,
  twins: readonly EvidencePlace[],
): string {
  const isAlone = twins.every((twin) => twin.asn === asn || twin.network !== network);
  return network && isAlone ? `${name} (${isolated(sayShort(network, NETWORK_LETTERS))})` : name;
}

const NETWORK_LETTERS = 24;

/** Names of cities come in Latin letters. */
const OTHER_LETTERS: ReadonlySet<Tongue['locale']> = new Set(['ar', 'hi', 'ja', 'zh-CN', 'ru']);

/** Names a place in a word that those who read the page can read: its city, or its country. */
export function placeName(place: EvidencePlace, tongue: Tongue): string {
  return place.city === '' || OTHER_LETTERS.has(tongue.locale) ? countryName(place, tongue) : place.city;
}

/** Names a place by its city and its country. */
export function placeWords(place: EvidencePlace, tongue: Tongue): string {
  const country = countryName(place, tongue);
  if (place.city === '') return country;
  const city = OTHER_LETTERS.has(tongue.locale) ? isolated(place.city) : place.city;
  return m.evidence_place({ city, country }, tongue);
}

function countryName({ country }: EvidencePlace, { tag }: Tongue): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(tag, { type: 'region' }).of(country) ?? country;
}
