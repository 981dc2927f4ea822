/** The site in the current tab: one click asks whether it is just you, one more keeps an eye on it. */
import { useState } from 'preact/hooks';
import { explainShown } from '@/utils/diagnosis/explain';
import { sayList, type Tongue } from '@/utils/diagnosis/locale';
import type { FavouriteView, SourceChoices, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { GuestRow } from './Favourite';
import { usePopupActions } from './popup-actions';
import { aroundOf, nameOf, useSpeech } from './words';

/** A site that may be looked up. */
export interface Site {
  url: string;
  host: string;
  /** As the catalogue calls it, or the host. */
  id: string;
  /** Nobody else is ever asked about it. */
  isPrivate: boolean;
  /** It was asked for by name (address bar, context menu), and not taken from the tab. */
  named: boolean;
}

/** Draws nothing for a site that is a favourite already: its row says it. */
export function Here({ site, view }: { site: Site; view: View }) {
  const { tongue, now } = useSpeech();
  const { command, keep } = usePopupActions();
  if (view.favourites.some((one) => one.id === site.id)) return null;
  const guest = view.guests.find((one) => one.id === site.id);
  const look = () => command({ command: 'look-up', url: site.url });
  if (guest === undefined || guest.verdict.rule === 'not-asked') {
    return <AskAbout site={site} view={view} look={look} pending={guest !== undefined} />;
  }
  const around = aroundOf(guest, view, now);
  const { line, because } = explainShown(guest, nameOf(guest, tongue), tongue, around);
  return (
    <section class="here" aria-label={m.popup_here({}, tongue)}>
      <GuestRow guest={guest} />
      <p class="found">
        {line} <span class="soft">{because}</span>
      </p>
      <div class="acts">
        <button type="button" data-action="keep" onClick={() => keep(guest)}>
          {m.popup_here_add({}, tongue)}
        </button>
        <button type="button" data-action="look-up" onClick={look}>
          {m.page_check_now({}, tongue)}
        </button>
        <span class="small soft">{whoIsAsked(site, view.sources, tongue)}</span>
      </div>
    </section>
  );
}

/** `pending`: it was asked about, and nothing has come yet. */
function AskAbout({
  site,
  view,
  look,
  pending,
}: {
  site: Site;
  view: View;
  look: () => void;
  pending: boolean;
}) {
  const { tongue } = useSpeech();
  const [clicked, setClicked] = useState(false);
  const busy = pending || clicked || site.named;
  return (
    <section class="here" aria-label={m.popup_here({}, tongue)}>
      <div class="ask">
        <p>
          <b class="site">
            <bdi>{site.host}</bdi>
          </b>
          <span class="small soft">
            {busy && `${m.popup_here_checking({ host: site.host }, tongue)} `}
            {whoIsAsked(site, view.sources, tongue)}
          </span>
        </p>
        <button
          type="button"
          data-action="look-up"
          onClick={() => {
            setClicked(true);
            look();
          }}
        >
          {m.popup_here_ask({}, tongue)}
        </button>
      </div>
    </section>
  );
}

/** Says who may learn the host. */
function whoIsAsked({ isPrivate }: Site, sources: SourceChoices, tongue: Tongue): string {
  const asked = isPrivate ? [] : askedBy(sources);
  if (asked.length === 0) return m.popup_here_alone({}, tongue);
  return m.popup_here_asks({ who: sayList(asked, tongue) }, tongue);
}

/** Names of those who may learn the host, as they call themselves. */
function askedBy(sources: SourceChoices): string[] {
  return [
    ...(sources.resolvers ? ['Google DNS', 'Cloudflare'] : []),
    ...(sources.vantages ? ['Globalping'] : []),
    ...(sources.routing ? ['RIPE NCC'] : []),
  ];
}

/** Other sites that were looked up lately. */
export function Guests({ guests, site }: { guests: readonly FavouriteView[]; site: Site | null }) {
  const { tongue } = useSpeech();
  const others = guests.filter((guest) => guest.id !== site?.id);
  if (others.length === 0) return null;
  return (
    <section class="asked" aria-labelledby="asked">
      <h2 id="asked">{m.popup_asked_about({}, tongue)}</h2>
      <div class="list">
        {others.map((guest) => (
          <GuestRow key={guest.id} guest={guest} />
        ))}
      </div>
    </section>
  );
}
