/** What makes a place one: apart from what is made of its answers, which pages do not need. Pure. */
import type { EvidencePlace } from '@/utils/model';

/** Tells one place from another, wherever places are counted: by its city and its network. */
export function placeIdOf({ country, city, asn }: Pick<EvidencePlace, 'country' | 'city' | 'asn'>): string {
  return `${country} ${city} ${asn ?? ''}`;
}
