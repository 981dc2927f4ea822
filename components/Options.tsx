/** The options page for one set of settings. */

import type { Favourite, ServiceId, Settings, SourceChoices } from '@/utils/model';
import type { Imported } from '@/utils/store/backup';
import type { SyncState } from '@/utils/store/choices';
import { m } from '@/utils/words/messages';
import { BackupPanel } from './BackupPanel';
import { FavouriteList } from './FavouriteList';
import { Frame } from './Frame';
import { Contents } from './options/Contents';
import { Keeping } from './options/Keeping';
import { Look } from './options/Look';
import { Privacy } from './options/Privacy';
import { Reset } from './options/Reset';
import { Check, Section } from './options/Section';
import { type System, Telling } from './options/Telling';
import { Watching } from './options/Watching';
import { Sources } from './Sources';
import { useSpeech } from './words';

export interface OptionsActions {
  save: (change: Partial<Settings>) => void;
  /** Counts anew how much is kept. */
  measure: () => void;
  /** Within the click: asks the browser where it wants to be asked. */
  switchSource: (name: keyof SourceChoices, on: boolean) => void;
  switchNotifications: (on: boolean, tellBack: boolean) => void;
  /** The next three ask the browser first thing in the click. */
  allowNotifications: () => Promise<boolean>;
  /** Gives whether a notification may come. */
  test: () => Promise<boolean>;
  add: (fresh: Favourite[]) => void;
  allowSites: () => void;
  /** For the hosts of the sources that are switched on. */
  allowSources: () => void;
  /** Takes the leave back. */
  forbidSites: () => void;
  take: (file: File) => Promise<Imported>;
  /** Gives whether the history is in what was saved. */
  download: () => Promise<boolean>;
  downloadCsv: () => void;
  /** `everywhere`: what the browser's account holds too. */
  wipe: (everywhere: boolean) => Promise<void>;
}

export interface OptionsProps {
  settings: Settings;
  granted: boolean;
  /** Sources that are switched on, and that the browser does not let us read yet. */
  waiting: readonly (keyof SourceChoices)[];
  system: System;
  /** Whether the browser lets us notify; null while that is not known. */
  notices: boolean | null;
  /** What an organisation decided: services that stay, and sources that stay off. */
  managed: { favourites: readonly ServiceId[]; off: readonly (keyof SourceChoices)[] };
  storedBytes: number | null;
  historyMs: number | null;
  sync: SyncState;
  /** The browser's account holds a copy of favourites and settings. */
  inAccount: boolean;
  actions: OptionsActions;
}

/** Draws all options, with a way to each section. */
export function Options({
  settings,
  granted,
  waiting,
  system,
  notices,
  managed,
  storedBytes,
  historyMs,
  sync,
  inAccount,
  actions,
}: OptionsProps) {
  const { tongue } = useSpeech();
  const { favourites: fixed, off } = managed;
  const titles = {
    favourites: m.page_favourites({}, tongue),
    telling: m.page_notifications({}, tongue),
    watching: m.page_how_often({}, tongue),
    look: m.options_look({}, tongue),
    permissions: m.page_permissions({}, tongue),
    sources: m.page_sources({}, tongue),
    privacy: m.privacy_title({}, tongue),
    keeping: m.options_keeping({}, tongue),
    backup: m.page_backup({}, tongue),
    reset: m.options_reset_title({}, tongue),
  };
  return (
    <Frame page="options">
      <h1>{m.page_options({}, tongue)}</h1>
      <div class="columns">
        <Contents titles={titles} />
        <div class="sections">
          <Section id="favourites" title={titles.favourites} managed={fixed.length > 0}>
            <FavouriteList
              favourites={settings.favourites}
              intervalSeconds={settings.intervalSeconds}
              fixed={fixed}
              onAdd={actions.add}
              onChange={(favourites) => actions.save({ favourites })}
            />
          </Section>
          <Section id="telling" title={titles.telling}>
            <Telling
              settings={settings}
              set={actions.save}
              system={system}
              allowed={notices}
              onNotify={actions.switchNotifications}
              onAllow={actions.allowNotifications}
              onTest={actions.test}
            />
          </Section>
          <Section id="watching" title={titles.watching}>
            <Watching settings={settings} set={actions.save} />
          </Section>
          <Section id="look" title={titles.look}>
            <Look settings={settings} set={actions.save} />
          </Section>
          <Section id="permissions" title={titles.permissions}>
            <p>{m.page_permissions_why({}, tongue)}</p>
            {granted ? (
              <div class="field">
                <span class="well">{m.page_granted({}, tongue)}</span>
                <button type="button" data-action="forbid-sites" onClick={actions.forbidSites}>
                  {m.page_take_back({}, tongue)}
                </button>
              </div>
            ) : (
              <button type="button" class="main" data-action="allow-sites" onClick={actions.allowSites}>
                {m.page_allow({}, tongue)}
              </button>
            )}
          </Section>
          <Section id="sources" title={titles.sources} managed={off.length > 0}>
            <p>
              {m.page_sources_why({}, tongue)} <a href="#privacy">{m.privacy_link({}, tongue)}</a>
            </p>
            <Sources sources={settings.sources} off={off} waiting={waiting} onChange={actions.switchSource} />
            {waiting.length > 0 && (
              <button type="button" class="main" data-action="allow-sources" onClick={actions.allowSources}>
                {m.options_sources_allow({}, tongue)}
              </button>
            )}
            <Check
              name="askAboutCustom"
              on={settings.askAboutCustom}
              onChange={(askAboutCustom) => actions.save({ askAboutCustom })}
            >
              {m.page_custom_too({}, tongue)}
            </Check>
          </Section>
          <Section id="privacy" title={titles.privacy}>
            <Privacy />
          </Section>
          <Section id="keeping" title={titles.keeping}>
            <Keeping settings={settings} set={actions.save} storedBytes={storedBytes} sync={sync} />
          </Section>
          <Section id="backup" title={titles.backup}>
            <BackupPanel
              settings={settings}
              restore={actions.save}
              take={actions.take}
              save={actions.download}
              saveCsv={actions.downloadCsv}
            />
          </Section>
          <Section id="reset" title={titles.reset}>
            <Reset
              favourites={settings.favourites.length}
              historyMs={historyMs}
              inAccount={inAccount}
              onAsk={actions.measure}
              onExport={actions.download}
              onWipe={actions.wipe}
            />
          </Section>
        </div>
      </div>
    </Frame>
  );
}
