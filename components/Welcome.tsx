/** The first page: favourites, then leave to see why, then second opinions, then notifications. */
import { useState } from 'preact/hooks';
import { services } from '@/utils/catalogue/find';
import type { CatalogueService, Settings, SourceChoices } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Monogram } from './Favourite';
import { Mark } from './Icon';
import { Sources } from './Sources';
import { useSpeech } from './words';

export interface WelcomeActions {
  choose: (ids: readonly string[]) => void;
  allowSites: () => void;
  switchSource: (name: keyof SourceChoices, on: boolean) => void;
  allowNotifications: () => void;
}

/** Shown first, before the search is used: what most people know. */
const FIRST = [
  'whatsapp',
  'instagram',
  'facebook',
  'messenger',
  'google',
  'gmail',
  'youtube',
  'telegram',
  'tiktok',
  'x',
  'snapchat',
  'chatgpt',
  'netflix',
  'spotify',
  'discord',
  'github',
  'slack',
  'teams',
  'zoom',
  'amazon',
];

function found(text: string, all: boolean): readonly CatalogueService[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return all ? services : services.filter((one) => FIRST.includes(one.id));
  return services.filter((one) => `${one.name} ${one.nameAr ?? ''} ${one.id}`.toLowerCase().includes(wanted));
}

/** Draws the four steps; each works without the next. */
export function Welcome({
  settings,
  granted,
  actions,
}: {
  settings: Settings;
  granted: boolean | null;
  actions: WelcomeActions;
}) {
  const { tongue } = useSpeech();
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const chosen = settings.favourites.flatMap((one) => ('id' in one ? [one.id] : []));
  const toggle = (id: string, on: boolean) =>
    actions.choose(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <main class="page">
      <p>
        <Mark />
      </p>
      <h1>{m.page_welcome_title({}, tongue)}</h1>
      <p class="soft">{m.page_welcome_line({}, tongue)}</p>
      <section>
        <h2>{m.page_step_watch({}, tongue)}</h2>
        <p class="field">
          <input
            type="search"
            name="search"
            value={text}
            aria-label={m.page_search({}, tongue)}
            placeholder={m.page_search({}, tongue)}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <span role="status">{m.page_chosen({ count: chosen.length }, tongue)}</span>
        </p>
        <fieldset class="grid">
          <legend class="hidden">{m.page_services({}, tongue)}</legend>
          {found(text, all).map((one) => (
            <label class="pick" key={one.id}>
              <input
                type="checkbox"
                name={one.id}
                checked={chosen.includes(one.id)}
                onChange={(event) => toggle(one.id, event.currentTarget.checked)}
              />
              <Monogram name={one.name} />
              <bdi>{(tongue.locale === 'ar' ? one.nameAr : null) ?? one.name}</bdi>
            </label>
          ))}
        </fieldset>
        {text === '' && !all && (
          <button type="button" onClick={() => setAll(true)}>
            {m.page_show_more({}, tongue)}
          </button>
        )}
      </section>
      <section>
        <h2>{m.page_step_allow({}, tongue)}</h2>
        <div class="panel">
          <p>{m.page_permissions_why({}, tongue)}</p>
          <div class="choice">
            <button type="button" class="main" disabled={chosen.length === 0} onClick={actions.allowSites}>
              {m.page_allow({}, tongue)}
            </button>
            <a class="button" href="#ask">
              {m.page_not_now({}, tongue)}
            </a>
          </div>
          <p role="status" class="small">
            {granted === null ? '' : granted ? m.page_granted({}, tongue) : m.page_refused({}, tongue)}
          </p>
        </div>
      </section>
      <section id="ask">
        <h2>{m.page_step_ask({}, tongue)}</h2>
        <div class="panel">
          <p class="small">{m.page_sources_why({}, tongue)}</p>
          <Sources sources={settings.sources} onChange={actions.switchSource} />
        </div>
      </section>
      <section>
        <h2>{m.page_step_tell({}, tongue)}</h2>
        <div class="panel">
          <button type="button" onClick={actions.allowNotifications}>
            {m.page_allow_notifications({}, tongue)}
          </button>
          <p class="small soft">{m.page_works_refused({}, tongue)}</p>
        </div>
      </section>
      {chosen.length > 0 && (
        <section>
          <p class="well">{m.page_done({}, tongue)}</p>
        </section>
      )}
      <p class="small soft">{m.page_disclaimer({}, tongue)}</p>
    </main>
  );
}
