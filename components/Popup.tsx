/** The whole popup for one view: the answer, then the favourites, trouble first. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { sayAgo, sayTogether } from '@/utils/diagnosis/locale';
import type { EpochMs, ServiceId, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Answer, answerWords } from './Answer';
import { AnswerLine } from './AnswerLine';
import { Favourites } from './Favourites';
import { Guests, Here, type Site } from './Here';
import { Icon, Mark } from './Icon';
import { ProblemNote } from './MemoryNotes';
import {
  type PopupActions,
  PopupActionsContext,
  PopupSituationContext,
  usePopupActions,
  usePopupSituation,
  withVoice,
} from './popup-actions';
import { useSpeech } from './words';

/** Draws the popup. `site` is what the current tab shows, or what was asked for by name. */
export function Popup({
  view,
  site,
  actions: given,
}: {
  view: View;
  site: Site | null;
  actions: PopupActions;
}) {
  const { tongue } = useSpeech();
  const [said, say] = useState('');
  const actions = useMemo(() => withVoice(given, () => say(m.popup_not_done({}, tongue))), [given, tongue]);
  const [unfolded] = useState(() => new Set<ServiceId>());
  const situation = useMemo(() => ({ view, say, unfolded }), [view]);
  const here = site !== null && <Here site={site} view={view} />;
  return (
    <PopupActionsContext.Provider value={actions}>
      <PopupSituationContext.Provider value={situation}>
        <AnswerLine view={view} />
        <main class="popup">
          <Bar />
          {site?.named && here}
          <Answer view={view} />
          <Notes view={view} actions={actions} />
          {site !== null && !site.named && here}
          <Favourites view={view} />
          <Guests guests={view.guests} site={site} />
          {view.favourites.length > 0 && <Foot view={view} />}
        </main>
        <Voice view={view} said={said} onGone={() => say('')} />
      </PopupSituationContext.Provider>
    </PopupActionsContext.Provider>
  );
}

/** The one live region: the answer when it changes, or what an action came to. */
function Voice({ view, said, onGone }: { view: View; said: string; onGone: () => void }) {
  const speech = useSpeech();
  const { headline, line } = answerWords(view, speech);
  return (
    <>
      <p class="hidden" role="status" aria-atomic="true">
        {said === '' ? sayTogether([headline, line], speech.tongue) : said}
      </p>
      {said !== '' && <Toast key={said} said={said} onGone={onGone} />}
    </>
  );
}

const TOAST_MS = 2_500;

/** The same for the eye, for a moment; then the answer has the word again. */
function Toast({ said, onGone }: { said: string; onGone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onGone, TOAST_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="toast" aria-hidden="true">
      {said}
    </p>
  );
}

function Bar() {
  const actions = usePopupActions();
  const { view, say } = usePopupSituation();
  const { tongue } = useSpeech();
  const check = m.page_check_now({}, tongue);
  const history = m.page_dashboard({}, tongue);
  const options = m.page_options({}, tongue);
  const { mood } = view.lead;
  const checkNow = () => {
    if (mood === 'paused') say(m.popup_paused_check({}, tongue));
    else if (mood === 'first-run') say(m.page_none_yet({}, tongue));
    else void actions.command({ command: 'check-now', service: null });
  };
  return (
    <header class="bar">
      <Mark />
      <span class="name">Faultline</span>
      <button
        type="button"
        class="icon"
        data-action="check-now"
        title={check}
        aria-label={check}
        onClick={checkNow}
      >
        <Icon name="again" />
      </button>
      <button
        type="button"
        class="icon"
        title={history}
        aria-label={history}
        onClick={() => actions.openPage('dashboard')}
      >
        <Icon name="history" />
      </button>
      <button
        type="button"
        class="icon"
        title={options}
        aria-label={options}
        onClick={() => actions.openPage('options')}
      >
        <Icon name="options" />
      </button>
    </header>
  );
}

/** What stands in the way of a whole answer, with the button that clears it. */
function Notes({ view, actions }: { view: View; actions: PopupActions }) {
  const { tongue } = useSpeech();
  const { mood, limited, alone } = view.lead;
  // The answer itself says it then.
  const isSaid = mood === 'plain' && limited === true;
  return (
    <>
      {mood === 'first-run' && (
        <div class="note only">
          <button type="button" class="main" onClick={() => actions.openPage('welcome')}>
            {m.page_pick({}, tongue)}
          </button>
        </div>
      )}
      {mood === 'paused' && (
        <div class="note only">
          <button type="button" class="main" onClick={actions.resume}>
            {m.page_resume({}, tongue)}
          </button>
        </div>
      )}
      <ProblemNote problem={view.problem} />
      {/* One thing to do: that others be asked comes first. */}
      {!alone && view.favourites.some((one) => one.limited) && (
        <div class={isSaid ? 'note only' : 'note'}>
          {!isSaid && <span>{m.page_limited({}, tongue)}</span>}
          <button type="button" onClick={actions.allow}>
            {m.page_allow_access({}, tongue)}
          </button>
        </div>
      )}
    </>
  );
}

/** A browser that has just started has not asked anything yet. */
function checkedOf({ favourites, lastTickAt }: View): EpochMs | null {
  const heard = favourites.flatMap(({ evidence }) => evidence.map(({ at }) => at));
  return lastTickAt === null || heard.length === 0 ? lastTickAt : Math.min(lastTickAt, Math.max(...heard));
}

function Foot({ view }: { view: View }) {
  const { tongue, now } = useSpeech();
  const shown = [...view.favourites, ...view.guests].flatMap(({ evidence }) => evidence);
  const outside = shown.some(({ source }) => ['vantage', 'resolver', 'routing'].includes(source));
  const checkedAt = checkedOf(view);
  const calm = view.lead.mood === 'plain' && view.lead.headline === 'all-up' && !outside;
  return (
    <footer class="foot soft">
      {calm && (
        <p>{view.sources.providerReports ? m.page_only_feeds({}, tongue) : m.page_nobody_else({}, tongue)}</p>
      )}
      {view.lead.mood !== 'paused' && (
        <p>
          {checkedAt === null
            ? m.page_not_checked({}, tongue)
            : m.page_checked({ ago: sayAgo(checkedAt, now, tongue) }, tongue)}
          {view.resting && ` ${m.page_resting({}, tongue)}`}
        </p>
      )}
    </footer>
  );
}
