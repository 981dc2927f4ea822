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
import { Decision } from './welcome/Decision';
import { Picker } from './welcome/Picker';
import { Rehearsal, type RehearsalScene } from './welcome/Rehearsal';
import { goTo, Step } from './welcome/Step';
import { useSpeech } from './words';

type Question = 'sites' | 'sources' | 'notifications';

export interface WelcomeActions {
  choose: (favourites: Favourite[]) => void;
  /** The next three ask the browser first thing in the click. */
  allowSites: () => Promise<boolean>;
  allowSources: (sources: SourceChoices) => Promise<boolean>;
  allowNotifications: () => Promise<boolean>;
  /** Takes back what was allowed; nothing where nothing was. */
  refuse: (what: Question) => Promise<void>;
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
  /** What holds now. */
  granted: { sites: boolean; notifications: boolean };
  actions: WelcomeActions;
}

/** Draws the steps; each works without the others. */
export function Welcome({ settings, seen, region, prompt, off, granted, actions }: WelcomeProps) {
  const { tongue } = useSpeech();
  useTitle(m.page_welcome_title({}, tongue));
  const { favourites } = settings;
  const [refused, setRefused] = useState<readonly Question[]>([]);
  const [playing, setPlaying] = useState(false);
  const scenes = useMemo(() => (playing ? actions.rehearse() : []), [playing, tongue.tag]);
  // What it plays is higher than the button was.
  useEffect(() => {
    if (playing) goTo('see');
  }, [playing]);
  const answerTo = (what: Question, yes: boolean) => yes || (refused.includes(what) ? false : null);
  const answers = {
    sites: answerTo('sites', granted.sites),
    sources: answerTo('sources', Object.values(settings.sources).includes(true)),
    notifications: answerTo('notifications', granted.notifications),
  };
  /** The first answer leads on; one that is given anew leaves the person where they are. */
  const then = (what: Question, asked: Promise<boolean>, next: string) =>
    void asked.then((yes) => {
      setRefused((before) => [...before.filter((one) => one !== what), ...(yes ? [] : [what])]);
      if (answers[what] === null) goTo(next);
    });
  const refuse = (what: Question) => actions.refuse(what).then(() => false);
  const given = Object.values(answers);
  const finished = favourites.length > 0 && !given.includes(null);
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
      <Step id="allow" number={2} title={m.welcome_allow({}, tongue)} answer={answers.sites}>
        <Allow
          count={favourites.length}
          granted={answers.sites}
          prompt={prompt}
          onAllow={() => then('sites', actions.allowSites(), 'ask')}
          onLater={() => then('sites', refuse('sites'), 'ask')}
        />
      </Step>
      <Step id="ask" number={3} title={m.welcome_ask({}, tongue)} answer={answers.sources}>
        <Ask
          sources={settings.sources}
          off={off}
          answered={answers.sources}
          onAllow={(wanted) => then('sources', actions.allowSources(wanted), 'tell')}
          onLater={() => then('sources', refuse('sources'), 'tell')}
        />
      </Step>
      <Step id="tell" number={4} title={m.welcome_tell({}, tongue)} answer={answers.notifications}>
        <p>{m.welcome_tell_why({}, tongue)}</p>
        <Decision
          name="notifications"
          answer={answers.notifications}
          allow={m.page_allow_notifications({}, tongue)}
          without={m.welcome_no_notices({}, tongue)}
          onAllow={() => then('notifications', actions.allowNotifications(), 'see')}
          onLater={() => then('notifications', refuse('notifications'), 'see')}
        />
        {granted.notifications && (
          <p class="tested">
            <button type="button" data-action="test" onClick={actions.test}>
              {m.page_test({}, tongue)}
            </button>
            <span class="small soft">{m.page_test_hint({}, tongue)}</span>
          </p>
        )}
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
          {(given.includes(false) || !finished) && `${m.page_works_refused({}, tongue)} `}
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
