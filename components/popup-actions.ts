/** What the popup can do, handed down by the page that knows the browser. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command, FavouriteView, ServiceId, View } from '@/utils/model';

/** What a person can send on: a sentence, and the same as a picture. */
export interface Shared {
  sentence: string;
  picture: Blob;
}

export interface PopupActions {
  /** Resolves when it is done, to false where nobody can tell; rejects when it came to nothing, as others here do. */
  command: (command: Command) => Promise<boolean>;
  openPage: (page: 'welcome' | 'options' | 'dashboard') => void;
  /** Must ask the browser first thing, as must all that need leave: the prompt needs the click. */
  allow: () => void;
  resume: () => Promise<boolean>;
  /** Opens the page that a network's sign-in answers in place of. */
  openPortal: () => void;
  /** Asks for leave to notify if that is missing, then asks the background. */
  tellWhenBack: (service: string, on: boolean) => Promise<boolean>;
  /** Makes a favourite of a site that was looked up. */
  keep: (guest: FavouriteView) => Promise<boolean>;
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
  command: refused,
  openPage: nothing,
  allow: nothing,
  resume: refused,
  openPortal: nothing,
  tellWhenBack: refused,
  keep: refused,
  copyReport: refused,
  copyText: refused,
  copyPicture: refused,
  savePicture: nothing,
  share: () => Promise.reject(new Error('Nobody shares here.')),
});

/** Gives the same actions, which call back where a click came to nothing, and do not reject. */
export function withVoice(actions: PopupActions, failed: () => void): PopupActions {
  const told =
    <Given extends unknown[]>(act: (...given: Given) => Promise<boolean>) =>
    (...given: Given) =>
      act(...given).catch((problem: unknown) => {
        console.error('Faultline:', problem);
        failed();
        return false;
      });
  return {
    ...actions,
    command: told(actions.command),
    resume: told(actions.resume),
    tellWhenBack: told(actions.tellWhenBack),
    keep: told(actions.keep),
  };
}

/** Gives what can be done. */
export function usePopupActions(): PopupActions {
  return useContext(PopupActionsContext);
}

/** What the popup's parts read besides their own props. */
interface PopupSituation {
  view: View;
  /** Says a short result aloud, through the one live region. */
  say: (text: string) => void;
  /** Rows that the person unfolded, so that one stays so where its place in the list changes. */
  unfolded: Set<ServiceId>;
}

export const PopupSituationContext = createContext<PopupSituation | null>(null);

/** Gives the whole view and the voice. */
export function usePopupSituation(): PopupSituation {
  const situation = useContext(PopupSituationContext);
  if (situation === null) throw new Error('Only to be used inside the popup.');
  return situation;
}
