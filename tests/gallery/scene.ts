/** One state in which a page is looked at, as the scripts that make them write it. Types, and what is usual. */

export type PageName = 'popup' | 'welcome' | 'options' | 'dashboard';

/** What a person does before the picture is taken. */
export type SceneStep =
  | readonly ['click', string]
  | readonly ['type', string, string]
  | readonly ['file', string, string]
  | readonly ['open-all', string]
  | readonly ['see', string];

export interface Scene {
  name: string;
  page: PageName;
  at: number;
  /** Null: nothing was chosen yet. */
  settings: object | null;
  view: object | null;
  /** Address in the current tab. */
  tab: string | null;
  /** Query and fragment of the page's own address. */
  search: string;
  steps: readonly SceneStep[];
  /** What is in the log: the weeks of past.ts, nothing, or a disk that gives nothing. */
  log: 'past' | 'empty' | 'broken';
  /** The browser allows what is asked, and did before. */
  granted: boolean;
  /** What an organisation set. */
  managed: object | null;
}

type Usual = 'page' | 'log' | 'granted' | 'managed';

/** Completes a state of the popup. */
export function popupScene(scene: Omit<Scene, Usual>): Scene {
  return { ...scene, page: 'popup', log: 'empty', granted: true, managed: null };
}
