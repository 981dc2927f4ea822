/** What a test can do with a real browser that runs the built extension. Types and constants only. */
import type { Page } from 'puppeteer-core';
import type { Desktop } from './desktop.ts';
import type { Grant } from './extension-copy.ts';
import type { PopupSeen } from './popup-reader.ts';
import type { Screen } from './screen.ts';

export type BrowserName = 'chromium' | 'firefox';

export type PageName = 'popup' | 'welcome' | 'options' | 'dashboard';

export interface LaunchOptions {
  /** Folder of the built extension; the shipped build of that browser when absent. */
  extension?: string;
  /**
   * `all` moves the optional permissions and hosts of a copy of the manifest to the required ones, since
   * Chrome's prompt cannot be answered headless. `none` loads the build as it is, nothing granted;
   * `no-hosts` grants all but the hosts.
   */
  grant: Grant;
  /** Folder for everything that the run writes; a new one when absent. */
  folder?: string;
  /** Home folder with a `.pki/nssdb` that holds the certificate authorities to trust; a new one when absent. */
  home?: string;
  /** Language of the browser itself, such as `ar`. */
  locale?: string;
  /** Shows the window there; without it there is none. */
  screen?: Screen | null;
  /** Further command-line arguments. */
  args?: readonly string[];
  /** Further Firefox preferences. */
  preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** CPU time used since the browser started. */
export interface CpuTime {
  /** Processes that run extensions only. */
  extensionMs: number;
  /** The whole browser, with the processes above. */
  browserMs: number;
}

export interface PictureOptions {
  width?: number;
  height?: number;
  /** Height follows the content. */
  full?: boolean;
  scheme?: 'light' | 'dark';
}

export interface Driver {
  readonly name: BrowserName;
  /** `chrome-extension://id` or `moz-extension://uuid`, without a slash at the end. */
  readonly origin: string;
  readonly extensionId: string;
  /** Folder of the browser's profile. */
  readonly profile: string;
  /** Folder in which the browser saves what is downloaded. */
  readonly downloads: string;
  /** Notifications as the desktop got them, over the session bus. It outlives a restart. */
  readonly desktop: Desktop;

  /** Reads the text on the toolbar badge; empty when there is none. */
  badge(): Promise<string>;
  /** Reads the toolbar title. */
  title(): Promise<string>;
  /** Lists the ids in `notifications.getAll()`; empty while the permission is not granted. */
  notifications(): Promise<string[]>;

  /** Opens a page of the extension in a tab, or returns the one that is open. */
  page(name: PageName): Promise<Page>;
  /** Opens the real popup in Chromium; Firefox has no way to drive one, so there it is a tab with the same page. */
  openPopup(): Promise<Page>;
  /** Reads headline, favourites and evidence from the popup page, which stays open as a tab. */
  popup(): Promise<PopupSeen>;
  /** Clicks "check now" of the whole popup. */
  checkNow(): Promise<void>;
  /** Imports a backup on the options page. Resolves to null when it was taken, to the reason when it was refused. */
  importBackup(backup: unknown): Promise<string | null>;
  /** Evaluates a function inside the extension's origin, where `browser` or `chrome` can be used. */
  inExtension<T, Given extends unknown[]>(
    work: (...given: Given) => T | Promise<T>,
    ...given: Given
  ): Promise<T>;

  /** Opens a page as a person does, and does not wait for an answer. */
  openTab(url: string): Promise<Page>;
  /** Opens a page in a private window and closes that again once the page is there or has failed. */
  visitPrivately(url: string): Promise<void>;
  /** Tells whether a person could let the extension see private windows. */
  couldSeePrivate(): Promise<boolean>;
  /** Chooses an entry of the menu that a right click opens. Chromium shows none without a screen, and rejects. */
  chooseInMenu(page: Page, at: { x: number; y: number }, entry: string): Promise<void>;
  /** Types the keyword and a text into the address bar and presses Enter; as above. */
  enterInAddressBar(keyword: string, text: string): Promise<void>;
  /**
   * Brings a tab to the front and names the icon that the toolbar button has then, such as `theirs`; null in Chromium,
   * which has no toolbar without a screen.
   */
  iconFor(tab: Page): Promise<string | null>;
  /** Counts sign-in and other dialogs that are open; null in Chromium, which cannot tell. */
  dialogs(): Promise<number | null>;
  /** Takes back the consent to send data, as Firefox's own settings do; false in Chromium, which has none. */
  withdrawData(): Promise<boolean>;
  /** Lets the browser believe that nobody touched mouse or keyboard for so long; false in Chromium, which asks the system. */
  untouchedFor(ms: number): Promise<boolean>;
  /** Shows a page in light or dark, as the system would ask for. */
  setScheme(page: Page, scheme: 'light' | 'dark'): Promise<void>;
  /** Takes a picture at twice the density and restores the page's size after it. */
  picture(page: Page, path: string, options?: PictureOptions): Promise<void>;

  /** Says whether the background worker or event page is running, without keeping it alive. */
  workerRuns(): Promise<boolean>;
  /** Stops the background worker or event page, as the browser does when it is idle. */
  killWorker(): Promise<void>;
  /** Closes the browser and starts it again with the same profile, extension id and storage. */
  restart(): Promise<void>;
  /** Ends all processes of the browser at once, in the middle of whatever they do; `restart` starts it again. */
  crash(): Promise<void>;
  cpu(): Promise<CpuTime>;
  /** Closes the browser and removes everything it wrote. */
  close(): Promise<void>;
}
