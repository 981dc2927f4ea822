/** The keyword `down` in the address bar: what is known at once, and any site on Enter. */
import type { Catalogue } from '@/utils/catalogue/catalogue';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { addressMeant, servicesMatching } from '@/utils/catalogue/suggest';
import { statusWord } from '@/utils/diagnosis/explain-row';
import { viewAt } from '@/utils/incidents/stale';
import type { FavouriteView, View } from '@/utils/model';
import { type AddressBarListeners, type Suggested, typedLetters } from '@/utils/platform/address-bar';
import { tongueFor } from '@/utils/platform/words';
import { readSettings } from '@/utils/store/settings';
import { readView } from '@/utils/store/snapshot';
import type { createTick } from '@/utils/tick';
import { m } from '@/utils/words/messages';
import type { Tongue } from '@/utils/words/tongue';
import { readCatalogue } from './catalogue';
import { guard } from './guard';
import { answerInTab } from './look-up';

const MOST = 6;

type Tick = ReturnType<typeof createTick>;

/** Makes the listeners. */
export function createAddressBar(tick: Tick): AddressBarListeners {
  return {
    started: async () => {
      const { tongue, view } = await known();
      return firstLine('', view, tongue);
    },
    changed: async (typed) => {
      const [{ tongue, view }, catalogue] = await Promise.all([known(), readCatalogue()]);
      return { first: firstLine(typed, view, tongue), others: suggestions(typed, view, tongue, catalogue) };
    },
    entered: (typed, where) => guard(enter(typed, where, tick)),
  };
}

async function enter(typed: string, where: 'here' | 'new-tab', tick: Tick): Promise<void> {
  const address = addressMeant(typed, await readCatalogue());
  await answerInTab(address === '' ? null : address, where, tick);
}

async function known(): Promise<{ tongue: Tongue; view: View | null }> {
  const [{ language }, view] = await Promise.all([readSettings(), readView()]);
  return {
    tongue: await tongueFor(language),
    view: view === null ? null : viewAt(view, Date.now()),
  };
}

function firstLine(typed: string, view: View | null, tongue: Tongue): string {
  const site = typed.trim() === '' ? null : typedLetters();
  if (site !== null) return m.guest_box_look_up({ site }, tongue);
  if (typed.trim() !== '' || view === null || view.favourites.length === 0)
    return m.guest_box_hint({}, tongue);
  if (view.lead.mood === 'paused') return m.lead_paused({}, tongue);
  return m.guest_box_all({ answering: view.answering, count: view.favourites.length }, tongue);
}

/** With nothing typed the favourites, trouble first; else what the letters may mean, with what is known of it. */
function suggestions(typed: string, view: View | null, tongue: Tongue, catalogue: Catalogue): Suggested[] {
  const favourites = view?.favourites ?? [];
  const stateOf = (one: FavouriteView) => `${nameOf(one, tongue)} · ${statusWord(one, tongue)}`;
  if (typed.trim() === '') {
    return favourites.slice(0, MOST).map((one) => ({ content: contentOf(one), text: stateOf(one) }));
  }
  const seen = [...favourites, ...(view?.guests ?? [])];
  const own = seen.filter((one) => one.custom && one.id.includes(typed.trim().toLowerCase()));
  const listed = servicesMatching(typed, MOST, catalogue).map((service): Suggested => {
    const one = seen.find(({ id }) => id === service.id);
    const host = service.hosts[0] ?? service.homepage;
    return { content: host, text: one === undefined ? `${nameOf(service, tongue)} · ${host}` : stateOf(one) };
  });
  const all = [...own.map((one): Suggested => ({ content: one.id, text: stateOf(one) })), ...listed];
  return all.filter(({ content }) => content !== typed.trim()).slice(0, MOST);
}

function contentOf({ custom, id, homepage }: FavouriteView): string {
  const parsed = parseCustomUrl(homepage);
  return custom || !parsed.ok ? id : parsed.host;
}

function nameOf({ name, nameAr }: { name: string; nameAr: string | null }, { locale }: Tongue): string {
  return (locale === 'ar' ? nameAr : null) ?? name;
}
