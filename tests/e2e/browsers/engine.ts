/** What differs between the two browsers; everything else a driver does is built on this. Types only. */
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserName, CpuTime } from './driver.ts';
import type { Screen } from './screen.ts';

export interface Engine {
  readonly name: BrowserName;
  readonly extensionId: string;
  readonly origin: string;
  /** The browser as it runs now; another one after `start`. */
  browser(): Browser;
  /** Starts the browser on the run's profile with the extension in it. */
  start(): Promise<void>;
  /** Goes to a page of the extension and resolves when it is complete. */
  visit(page: Page, url: string): Promise<void>;
  /** Opens the real popup; null where it cannot be driven. */
  openPopup(from: Page): Promise<Page | null>;
  visitPrivately(url: string): Promise<void>;
  couldSeePrivate(): Promise<boolean>;
  chooseInMenu(page: Page, at: { x: number; y: number }, entry: string): Promise<void>;
  enterInAddressBar(keyword: string, text: string): Promise<void>;
  setScheme(page: Page, scheme: 'light' | 'dark'): Promise<void>;
  iconFor(tab: Page): Promise<string | null>;
  dialogs(): Promise<number | null>;
  withdrawData(): Promise<boolean>;
  untouchedFor(ms: number): Promise<boolean>;
  workerRuns(): Promise<boolean>;
  /** Asks the browser to stop the background; `reader` is a page of the extension. */
  stopWorker(reader: Page): Promise<void>;
  cpu(): Promise<CpuTime>;
}

/** Where one run keeps what it writes, and what it starts with. */
export interface Run {
  /** Extension folder, already granted or not. */
  extension: string;
  profile: string;
  home: string;
  /** Where the browser saves what is downloaded. */
  downloads: string;
  /** For the browser's temporary files, so that none outlive the run. */
  temporary: string;
  executablePath: string;
  screen: Screen | null;
  locale: string | null;
  args: readonly string[];
  preferences: Readonly<Record<string, string | number | boolean>>;
  busAddress: string;
}

/** Returns the environment for a browser: a home and a desktop of its own, and its language. */
export function environmentOf(run: Run): Record<string, string | undefined> {
  const language = run.locale === null ? {} : { LANGUAGE: run.locale };
  return {
    ...process.env,
    HOME: run.home,
    TMPDIR: run.temporary,
    DBUS_SESSION_BUS_ADDRESS: run.busAddress,
    ...(run.screen !== null && { DISPLAY: run.screen.name }),
    ...language,
  };
}
