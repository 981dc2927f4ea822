/** What the popup can do, handed down by the page that knows the browser. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command, FavouriteView, View } from '@/utils/model';

/** What a person can send on: a sentence, and the same as a picture. */
export interface Shared {
  sentence: string;
  picture: Blob;
}

export interface PopupActions {
  command: (command: Command) => void;
  openPage: (page: 'welcome' | 'options' | 'dashboard') => void;
  /** Must ask the browser first thing, as must all that need leave: the prompt needs the click. */
  allow: () => void;
  resume: () => void;
  /** Opens the page that a network's sign-in answers in place of. */
  openPortal: () => void;
  /** Asks for leave to notify if that is missing, then asks the background. */
  tellWhenBack: (service: string, on: boolean) => void;
  /** Makes a favourite of a site that was looked up. */
  keep: (guest: FavouriteView) => void;
  /** Resolves to false when the browser refused. */
  copyReport: (favourite: FavouriteView, format: 'plain' | 'markdown') => Promise<boolean>;
  copyText: (text: string) => Promise<boolean>;
  copyPicture: (picture: Blob) => Promise<boolean>;
  savePicture: (picture: Blob) => void;
  /** Says it about one service, or the whole answer for null. */
  share: (view: View, favourite: FavouriteView | null) => Promise<Shared>;
}

const nothing = () => {};
const refused = () => Promise.resolve(false);

export const PopupActionsContext = createContext<PopupActions>({
  command: nothing,
  openPage: nothing,
  allow: nothing,
  resume: nothing,
  openPortal: nothing,
  tellWhenBack: nothing,
  keep: nothing,
  copyReport: refused,
  copyText: refused,
  copyPicture: refused,
  savePicture: nothing,
  share: () => Promise.reject(new Error('Nobody shares here.')),
});

/** Gives what can be done. */
export function usePopupActions(): PopupActions {
  return useContext(PopupActionsContext);
}

/** What the popup's parts read besides their own props. */
interface PopupSituation {
  view: View;
  /** Says a short result aloud, through the one live region. */
  say: (text: string) => void;
}

export const PopupSituationContext = createContext<PopupSituation | null>(null);

/** Gives the whole view and the voice. */
export function usePopupSituation(): PopupSituation {
  const situation = useContext(PopupSituationContext);
  if (situation === null) throw new Error('Only to be used inside the popup.');
  return situation;
}
