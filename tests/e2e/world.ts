/** A browser with the built extension inside the lab: what every story starts with. Browser and network. */

import { type Lab, startLab } from '../lab/lab.ts';
import { type BackupSettings, backupOf, type Wanted } from './backups.ts';
import type { BrowserName, Driver } from './browsers/driver.ts';
import type { Grant } from './browsers/extension-copy.ts';
import { launch } from './browsers/launch.ts';
import type { Screen } from './browsers/screen.ts';
import { type Faults, faultsOf } from './faults.ts';

/** Both browsers, or those that FAULTLINE_BROWSERS names. */
export const BROWSERS: readonly BrowserName[] = (process.env.FAULTLINE_BROWSERS ?? 'chromium,firefox')
  .split(',')
  .filter((name) => name === 'chromium' || name === 'firefox');

const FIRST_SIGN_S = 25;

export interface World {
  driver: Driver;
  lab: Lab;
  faults: Faults;
  /** Imports a backup with these favourites. Rejects with the page's reason when it is refused. */
  importFavourites(favourites: readonly Wanted[], settings?: BackupSettings): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  grant: Grant;
  /** Imported at once; null leaves the extension as it is after being installed. */
  favourites: readonly Wanted[] | null;
  settings?: BackupSettings;
  /** Folder for all that the browser writes; a new one when absent. */
  folder?: string;
  /** Shows the browser's window there. */
  screen?: Screen | null;
}

/** Starts lab and browser, and imports the favourites. */
export async function startWorld(browser: BrowserName, options: WorldOptions): Promise<World> {
  const lab = await startLab();
  const { grant, folder, screen = null } = options;
  const driver = await launch(browser, {
    grant,
    screen,
    home: lab.env.home,
    ...(folder && { folder }),
  }).catch(async (error) => {
    await lab.stop();
    throw error;
  });
  const world = worldOf(lab, driver);
  try {
    if (options.favourites === null) return world;
    await world.importFavourites(options.favourites, options.settings);
    if (await isWatching(driver)) return world;
    // Seen once in sixty starts on a busy machine: Chromium had not started the worker at all.
    console.warn('The worker did not start; starting the browser again.');
    await driver.restart();
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** Waits a while for the first sign of the background. */
async function isWatching(driver: Driver): Promise<boolean> {
  for (let second = 0; second < FIRST_SIGN_S; second += 1) {
    if ((await driver.popup()).favourites.length > 0) return true;
    await new Promise((done) => setTimeout(done, 1_000));
  }
  return false;
}

function worldOf(lab: Lab, driver: Driver): World {
  return {
    driver,
    lab,
    faults: faultsOf(lab),
    async importFavourites(favourites, settings) {
      const reason = await driver.importBackup(backupOf(favourites, settings));
      if (reason !== null) throw new Error(`The backup was refused: ${reason}`);
    },
    async close() {
      await driver.close();
      await lab.stop();
    },
  };
}
