/** Any site on demand: a favourite is checked now, anything else becomes a guest. */
import { favouriteAt, guestAt, siteOfUrl } from '@/utils/catalogue/guest';
import { watchedOf } from '@/utils/catalogue/watched';
import { withGuest } from '@/utils/incidents/guests';
import { openPage } from '@/utils/platform/life';
import { readSettings } from '@/utils/store/settings';
import type { createTick } from '@/utils/tick';
import { readCatalogue } from './catalogue';

type Tick = ReturnType<typeof createTick>;

/** Diagnoses a site; an address that cannot be asked is ignored, since the page that sent it says so itself. */
export async function lookUp(url: string, tick: Tick): Promise<void> {
  const catalogue = await readCatalogue();
  const site = siteOfUrl(url, catalogue);
  if (!site.ok) return;
  const favourite = favouriteAt(site, watchedOf(await readSettings(), catalogue));
  if (favourite !== undefined) {
    await tick({ wanted: [favourite.id], seen: [] });
    return;
  }
  await tick({
    wanted: [site.id],
    seen: [],
    change: (state, _watched, now) => withGuest(state, guestAt(site, now)),
  });
}

/** Opens the answer in a tab of its own, and looks the site up meanwhile; without a site the answer about all. */
export async function answerInTab(url: string | null, where: 'here' | 'new-tab', tick: Tick): Promise<void> {
  const site = url === null ? null : siteOfUrl(url, await readCatalogue());
  if (site === null || !site.ok) {
    await openPage('popup.html', where);
    return;
  }
  const looking = lookUp(site.origin, tick);
  // A host alone stands for https: anything else is another site.
  const named = site.origin === `https://${site.host}` ? site.host : site.origin;
  await openPage(`popup.html?site=${encodeURIComponent(named)}`, where);
  await looking;
}
