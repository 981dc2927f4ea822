/** The first page: favourites, then leave to see why, then others who may be asked, then notifications. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Favourite, FavouriteView, Settings, SourceChoices } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Mark } from './Icon';
import { Shape } from './Shape';
import { useTitle } from './title';
import { Allow } from './welcome/Allow';
import { Ask } from './welcome/Ask';
import { Chosen } from './welcome/Chosen';
import { Picker } from './welcome/Picker';
import { Rehearsal, type RehearsalScene } from './welcome/Rehearsal';
import { goTo, Step } from './welcome/Step';
import { useSpeech } from './words';

export interface WelcomeActions {
  choose: (favourites: Favourite[]) => void;
  /** The next three ask the browser first thing in the click. */
  allowSites: () => Promise<boolean>;
  allowSources: (sources: SourceChoices) => Promise<boolean>;
  allowNotifications: () => Promise<boolean>;
  test: () => void;
  rehearse: () => RehearsalScene[];
}

interface WelcomeProps {
  settings: Settings;
  seen: readonly FavouriteView[];
  /** The browser's language tag. */
  region: string;
  prompt: 'chrome' | 'firefox';
  /** Sources that an organisation switched off. */
  off: readonly (keyof SourceChoices)[];
  granted: { sites: boolean | null; notifications: boolean | null };
  actions: WelcomeActions;
}

/** Draws the steps; each works without the others. */
export function Welcome({ settings, seen, region, prompt, off, granted, actions }: WelcomeProps) {
  const { tongue } = useSpeech();
  useTitle(m.page_welcome_title({}, tongue));
  const { favourites } = settings;
  const [sites, setSites] = useState<boolean | null>(null);
  const [sources, setSources] = useState<boolean | null>(null);
  const [notices, setNotices] = useState<boolean | null>(null);
  const [playing, setPlaying] = useState(false);
  const scenes = useMemo(() => (playing ? actions.rehearse() : []), [playing, tongue.tag]);
  // What it plays is higher than the button was.
  useEffect(() => {
    if (playing) goTo('see');
  }, [playing]);
  const then = (asked: Promise<boolean>, set: (yes: boolean) => void, next: string) =>
    void asked.then((yes) => {
      set(yes);
      goTo(next);
    });
  const told = notices ?? granted.notifications;
  const allowed = sites ?? granted.sites;
  // Someone who comes back sees what was switched on before.
  const anybody = Object.values(settings.sources).some((on) => on);
  const asked = sources ?? (anybody || null);
  const refused = [allowed, asked, told].includes(false);
  const finished = favourites.length > 0 && ![allowed, asked, told].includes(null);
  return (
    <main class="welcome" id="main">
      <header class="hero">
        <Mark />
        <h1>{m.page_welcome_title({}, tongue)}</h1>
        <Outcomes />
        <p class="big">{m.page_welcome_line({}, tongue)}</p>
        <p class="soft">{m.welcome_phone({}, tongue)}</p>
      </header>
      <Step id="watch" number={1} title={m.welcome_watch({}, tongue)} answer={favourites.length > 0 || null}>
        <Picker favourites={favourites} region={region} onChange={actions.choose} />
        <Chosen
          favourites={favourites}
          seen={seen}
          onRemove={(gone) => actions.choose(favourites.filter((one) => one !== gone))}
        />
      </Step>
      <Step id="allow" number={2} title={m.welcome_allow({}, tongue)} answer={allowed}>
        <Allow
          count={favourites.length}
          granted={allowed}
          prompt={prompt}
          onAllow={() => then(actions.allowSites(), setSites, 'ask')}
          onLater={() => then(Promise.resolve(false), setSites, 'ask')}
        />
      </Step>
      <Step id="ask" number={3} title={m.welcome_ask({}, tongue)} answer={asked}>
        <Ask
          sources={settings.sources}
          off={off}
          answered={asked}
          onAllow={(wanted) => then(actions.allowSources(wanted), setSources, 'tell')}
          onLater={() => then(Promise.resolve(anybody), setSources, 'tell')}
        />
      </Step>
      <Step id="tell" number={4} title={m.welcome_tell({}, tongue)} answer={told}>
        <p>{m.welcome_tell_why({}, tongue)}</p>
        <div class="choice">
          <button
            type="button"
            class="main"
            data-action="allow-notifications"
            onClick={() => then(actions.allowNotifications(), setNotices, 'see')}
          >
            {m.page_allow_notifications({}, tongue)}
          </button>
          <button
            type="button"
            data-action="later-notifications"
            onClick={() => then(Promise.resolve(false), setNotices, 'see')}
          >
            {m.page_not_now({}, tongue)}
          </button>
        </div>
        {told === true && (
          <p class="tested">
            <button type="button" data-action="test" onClick={actions.test}>
              {m.page_test({}, tongue)}
            </button>
            <span class="small soft">{m.page_test_hint({}, tongue)}</span>
          </p>
        )}
        <p role="status" class="small">
          {told === null ? '' : told ? m.page_granted({}, tongue) : m.welcome_no_notices({}, tongue)}
        </p>
      </Step>
      <section class="card step-card" id="see">
        <h2 tabIndex={-1}>{m.welcome_see({}, tongue)}</h2>
        <p>{m.welcome_see_why({}, tongue)}</p>
        {!playing ? (
          <button type="button" data-action="rehearse" onClick={() => setPlaying(true)}>
            {m.welcome_see_it({}, tongue)}
          </button>
        ) : (
          <Rehearsal scenes={scenes} onEnd={() => setPlaying(false)} />
        )}
      </section>
      <footer class="end">
        {finished && (
          <p class="well" data-done>
            <b>{m.page_done({}, tongue)}</b> {m.welcome_pin({}, tongue)}
          </p>
        )}
        <p class="soft">
          {(refused || !finished) && `${m.page_works_refused({}, tongue)} `}
          <a href="options.html">{m.page_options({}, tongue)}</a>
        </p>
        <p class="small soft">{m.page_disclaimer({}, tongue)}</p>
      </footer>
    </main>
  );
}

/** The three answers that the question has. */
function Outcomes() {
  const { tongue } = useSpeech();
  const outcomes = [
    ['theirs', m.lead_not_just_you({}, tongue)],
    ['yours', m.lead_your_connection({}, tongue)],
    ['well', m.lead_all_answer({}, tongue)],
  ] as const;
  return (
    <ul class="outcomes">
      {outcomes.map(([tone, words]) => (
        <li key={tone} class={tone}>
          <Shape tone={tone} />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
