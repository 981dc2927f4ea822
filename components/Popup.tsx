/** The whole popup for one view: the answer, then the favourites, trouble first. */
import { useEffect, useState } from 'preact/hooks';
import { sayAgo } from '@/utils/diagnosis/locale';
import type { FavouriteView, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Answer } from './Answer';
import { Favourite } from './Favourite';
import { Icon, Mark } from './Icon';
import { useSpeech } from './words';

export interface PopupActions {
  checkNow: () => void;
  openPage: (page: 'welcome' | 'options' | 'dashboard') => void;
  /** Must ask the browser first thing: the prompt needs the click. */
  allow: () => void;
  resume: () => void;
}

/** Draws the popup. */
export function Popup({ view, actions }: { view: View; actions: PopupActions }) {
  const { tongue } = useSpeech();
  const troubled = view.favourites.filter((one) => !isFine(one));
  const fine = view.favourites.filter(isFine);
  const [scrolled, setScrolled] = useState(false);
  return (
    <main class="popup" onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 150)}>
      <Bar actions={actions} />
      <Line view={view} shown={scrolled} />
      <Answer view={view} />
      {view.lead.mood === 'first-run' && (
        <div class="limited only">
          <button type="button" class="main" onClick={() => actions.openPage('welcome')}>
            {m.page_pick({}, tongue)}
          </button>
        </div>
      )}
      {view.lead.mood === 'paused' && (
        <div class="limited only">
          <button type="button" class="main" onClick={actions.resume}>
            {m.page_resume({}, tongue)}
          </button>
        </div>
      )}
      {view.favourites.some((one) => one.limited) && (
        <div class="limited">
          <span>{m.page_limited({}, tongue)}</span>
          <button type="button" onClick={actions.allow}>
            {m.page_allow({}, tongue)}
          </button>
        </div>
      )}
      <Troubled favourites={troubled} />
      <Fine favourites={fine} alone={troubled.length === 0} />
      {view.favourites.length > 0 && <Foot view={view} />}
    </main>
  );
}

function isFine(favourite: FavouriteView): boolean {
  return favourite.health === 'up' && favourite.verdict.name === 'ok';
}

function Bar({ actions }: { actions: PopupActions }) {
  const { tongue } = useSpeech();
  return (
    <header class="bar">
      <Mark />
      <span class="name">Faultline</span>
      <button
        type="button"
        class="icon"
        data-action="check-now"
        title={m.page_check_now({}, tongue)}
        aria-label={m.page_check_now({}, tongue)}
        onClick={actions.checkNow}
      >
        <Icon name="again" />
      </button>
      <button
        type="button"
        class="icon"
        title={m.page_dashboard({}, tongue)}
        aria-label={m.page_dashboard({}, tongue)}
        onClick={() => actions.openPage('dashboard')}
      >
        <Icon name="history" />
      </button>
      <button
        type="button"
        class="icon"
        title={m.page_options({}, tongue)}
        aria-label={m.page_options({}, tongue)}
        onClick={() => actions.openPage('options')}
      >
        <Icon name="options" />
      </button>
    </header>
  );
}

/** The answer in one line, while the whole of it is scrolled away. */
function Line({ view, shown }: { view: View; shown: boolean }) {
  const [text, setText] = useState('');
  useEffect(() => setText(document.querySelector('[data-headline]')?.textContent ?? ''), [view]);
  return (
    <div class={shown ? 'sticky shown' : 'sticky'} aria-hidden="true">
      <div>
        <span>{text}</span>
      </div>
    </div>
  );
}

function Troubled({ favourites }: { favourites: readonly FavouriteView[] }) {
  const { tongue } = useSpeech();
  const groups = new Map<string, FavouriteView[]>();
  for (const one of favourites) {
    const key = one.family ?? one.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return (
    <ul class="list">
      {[...groups].map(([key, members]) =>
        members.length < FOLD_FROM ? (
          members.map((one) => <Favourite key={one.id} favourite={one} />)
        ) : (
          <li key={key}>
            <details class="fold" open>
              <summary>
                {m.page_family_down({ family: members[0]?.familyName ?? key, count: members.length }, tongue)}
              </summary>
              <ul class="list">
                {members.map((one) => (
                  <Favourite key={one.id} favourite={one} />
                ))}
              </ul>
            </details>
          </li>
        ),
      )}
    </ul>
  );
}

/** From so many troubled members on, a family folds into one row. */
const FOLD_FROM = 3;
/** So few that are fine need no fold while nothing else is wrong. */
const UNFOLDED = 12;

function Fine({ favourites, alone }: { favourites: readonly FavouriteView[]; alone: boolean }) {
  const { tongue } = useSpeech();
  if (favourites.length === 0) return null;
  const count = favourites.length;
  return (
    <details class="fold" open={alone && count <= UNFOLDED}>
      <summary>{alone ? m.page_all_fine({ count }, tongue) : m.page_others_fine({ count }, tongue)}</summary>
      <ul class="list">
        {favourites.map((one) => (
          <Favourite key={one.id} favourite={one} />
        ))}
      </ul>
    </details>
  );
}

function Foot({ view }: { view: View }) {
  const { tongue, now } = useSpeech();
  const asked = view.lead.mood === 'plain' && view.lead.headline === 'all-up';
  return (
    <footer class="foot small soft">
      {asked && (
        <p>{view.sources.providerReports ? m.page_only_feeds({}, tongue) : m.page_nobody_else({}, tongue)}</p>
      )}
      <p>
        {view.lastTickAt === null
          ? m.page_not_checked({}, tongue)
          : m.page_checked({ ago: sayAgo(view.lastTickAt, now, tongue) }, tongue)}
      </p>
    </footer>
  );
}
