/** The options page for one set of settings. */
import type { ComponentChildren } from 'preact';
import type { Language, Settings, SourceChoices } from '@/utils/model';
import type { ParsedBackup } from '@/utils/store/backup';
import { INTERVALS } from '@/utils/store/choices';
import { LANGUAGES } from '@/utils/words/languages';
import { m } from '@/utils/words/messages';
import { BackupPanel } from './BackupPanel';
import { FavouriteList } from './FavouriteList';
import { Sources } from './Sources';
import { useSpeech } from './words';

export interface OptionsActions {
  save: (settings: Settings) => void;
  /** Within the click: asks the browser where it wants to be asked. */
  switchSource: (name: keyof SourceChoices, on: boolean) => void;
  switchNotifications: (on: boolean) => void;
  test: () => void;
  allowSites: () => void;
  parse: (text: string) => ParsedBackup;
  download: () => void;
}

const HOUR_MS = 3_600_000;
/** "Until I say" as a date that JSON can hold. */
const FOR_GOOD = Date.UTC(9999, 0, 1);

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Draws all options. */
export function Options({
  settings,
  granted,
  actions,
}: {
  settings: Settings;
  granted: boolean;
  actions: OptionsActions;
}) {
  const { tongue } = useSpeech();
  const set = (change: Partial<Settings>) => actions.save({ ...settings, ...change });
  return (
    <main class="page">
      <h1>{m.page_options({}, tongue)}</h1>
      <Section title={m.page_favourites({}, tongue)}>
        <FavouriteList favourites={settings.favourites} onChange={(favourites) => set({ favourites })} />
      </Section>
      <Section title={m.page_permissions({}, tongue)}>
        <div class="panel">
          <p>{m.page_permissions_why({}, tongue)}</p>
          {granted ? (
            <p class="well">{m.page_granted({}, tongue)}</p>
          ) : (
            <button type="button" onClick={actions.allowSites}>
              {m.page_allow({}, tongue)}
            </button>
          )}
        </div>
      </Section>
      <Section title={m.page_how_often({}, tongue)}>
        <div class="panel">
          <label class="field">
            {m.page_interval({}, tongue)}
            <select
              name="interval"
              value={settings.intervalSeconds}
              onChange={(event) => set({ intervalSeconds: Number(event.currentTarget.value) })}
            >
              {INTERVALS.map((seconds) => (
                <option key={seconds} value={seconds}>
                  {seconds < 60
                    ? m.page_seconds({ count: seconds }, tongue)
                    : m.page_minutes({ count: seconds / 60 }, tongue)}
                </option>
              ))}
            </select>
          </label>
          <Pause pausedUntil={settings.pausedUntil} onChange={(pausedUntil) => set({ pausedUntil })} />
        </div>
      </Section>
      <Section title={m.page_notifications({}, tongue)}>
        <div class="panel">
          <label class="check">
            <input
              type="checkbox"
              name="notifications"
              checked={settings.notifications}
              onChange={(event) => actions.switchNotifications(event.currentTarget.checked)}
            />
            {m.page_notify({}, tongue)}
          </label>
          <label class="check">
            <input
              type="checkbox"
              name="badge"
              checked={settings.badge}
              onChange={(event) => set({ badge: event.currentTarget.checked })}
            />
            {m.page_badge({}, tongue)}
          </label>
          <button type="button" onClick={actions.test}>
            {m.page_test({}, tongue)}
          </button>
          <p class="small soft">{m.page_test_hint({}, tongue)}</p>
        </div>
      </Section>
      <Section title={m.page_sources({}, tongue)}>
        <div class="panel">
          <p class="small">{m.page_sources_why({}, tongue)}</p>
          <Sources sources={settings.sources} onChange={actions.switchSource} />
          <label class="check">
            <input
              type="checkbox"
              name="askAboutCustom"
              checked={settings.askAboutCustom}
              onChange={(event) => set({ askAboutCustom: event.currentTarget.checked })}
            />
            {m.page_custom_too({}, tongue)}
          </label>
        </div>
      </Section>
      <Section title={m.page_language({}, tongue)}>
        <div class="panel">
          <select
            name="language"
            aria-label={m.page_language({}, tongue)}
            value={settings.language}
            onChange={(event) => set({ language: event.currentTarget.value as Language })}
          >
            <option value="browser">{m.page_language_browser({}, tongue)}</option>
            {LANGUAGES.map(({ locale, endonym }) => (
              <option key={locale} value={locale} lang={locale}>
                {endonym}
              </option>
            ))}
          </select>
        </div>
      </Section>
      <Section title={m.page_backup({}, tongue)}>
        <BackupPanel parse={actions.parse} take={actions.save} save={actions.download} />
      </Section>
      <p class="small soft">{m.page_disclaimer({}, tongue)}</p>
    </main>
  );
}

function Pause({
  pausedUntil,
  onChange,
}: {
  pausedUntil: number | null;
  onChange: (until: number | null) => void;
}) {
  const { tongue, now } = useSpeech();
  if (pausedUntil !== null && pausedUntil > now) {
    return (
      <button type="button" onClick={() => onChange(null)}>
        {m.page_resume({}, tongue)}
      </button>
    );
  }
  return (
    <fieldset class="field">
      <legend>{m.page_pause({}, tongue)}</legend>
      <button type="button" onClick={() => onChange(now + HOUR_MS)}>
        {m.page_pause_hour({}, tongue)}
      </button>
      <button type="button" onClick={() => onChange(new Date(now).setHours(24, 0, 0, 0))}>
        {m.page_pause_tomorrow({}, tongue)}
      </button>
      <button type="button" onClick={() => onChange(FOR_GOOD)}>
        {m.page_pause_long({}, tongue)}
      </button>
    </fieldset>
  );
}
