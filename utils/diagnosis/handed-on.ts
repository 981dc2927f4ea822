/** What may leave the browser of a service: nothing of who hands it on (docs/decisions.md, 38). Pure. */
import type { EvidenceLine, FavouriteView, Source, Verdict, View } from '@/utils/model';

/** Lines that speak of the reader's own favourites or visits are nobody else's business. */
const OWN: ReadonlySet<Source> = new Set(['favourite', 'page-load']);
/** These name what stands in the reader's own network, such as the maker of a proxy's certificate. */
const OWN_SIDE: ReadonlySet<Verdict['scope']> = new Set([
  'device',
  'network',
  'resolver',
  'blocked',
  'provider',
]);

/** Gives the lines of evidence that may be handed on; a place may stand in the reader's own network, which is not named. */
export function linesToHandOn(lines: readonly EvidenceLine[]): EvidenceLine[] {
  return lines.filter(({ source }) => !OWN.has(source)).map(withoutNetwork);
}

function withoutNetwork(line: EvidenceLine): EvidenceLine {
  if (line.place === null) return line;
  const { network: _network, asn: _asn, ...place } = line.place;
  return { ...line, place };
}

/** Gives a verdict without where the reader is, by whom they are connected and what stands in their network. */
export function verdictToHandOn(verdict: Verdict): Verdict {
  const { country: _country, network: _network, ...numbers } = verdict.numbers;
  if (!OWN_SIDE.has(verdict.scope)) return { ...verdict, numbers };
  const { named: _named, ...rest } = numbers;
  return { ...verdict, numbers: rest };
}

/** Gives a favourite under the name that everybody knows it by: what the person called it is theirs. */
export function favouriteToHandOn(favourite: FavouriteView): FavouriteView {
  const { custom, id, verdict, evidence } = favourite;
  return {
    ...favourite,
    ...(custom && { name: id, nameAr: null }),
    verdict: verdictToHandOn(verdict),
    evidence: linesToHandOn(evidence),
    visits: null,
    stillWork: [],
  };
}

/** Gives the answer without private hosts; null when it is about nothing else. */
export function viewToHandOn(view: View): View | null {
  const { lead, favourites } = view;
  const isPrivate = (id: string) => favourites.some((one) => one.id === id && one.isPrivate);
  const services = lead.services.filter((id) => !isPrivate(id));
  if (services.length === 0 && lead.services.length > 0) return null;
  return {
    ...view,
    lead: { ...lead, services, verdict: verdictToHandOn(lead.verdict), before: null },
    favourites: favourites.map(favouriteToHandOn),
    guests: [],
  };
}
