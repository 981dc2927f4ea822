/** What the popup's buttons do, joined to the browser. What is seldom needed is loaded when it is asked for. */
import type { PopupActions } from '@/components/popup-actions';
import type { Speech } from '@/components/words';
import type { Favourite, FavouriteView, Settings } from '@/utils/model';
import { copyPicture, copyText } from '@/utils/platform/clipboard';
import { sendCommand } from '@/utils/platform/command';
import { saveFile } from '@/utils/platform/file';
import { openPage } from '@/utils/platform/life';
import { askForSites, askPermission } from '@/utils/platform/permission';
import { openPortalPage } from '@/utils/platform/portal-page';
import { type Change, writeSettings } from '@/utils/store/settings';

/** What the actions need to know at the moment of the click. */
interface Moment {
  settings: () => Settings;
  speech: () => Speech;
  sitesFor: (settings: Settings) => { origins: string[]; sockets: string[] };
}

/**
 * Makes the actions. Where leave is needed it is asked for before anything else: after an await the click is gone; and
 * nothing waits for the answer, since the browser's prompt may close the popup.
 */
export function createActions({ settings, speech, sitesFor }: Moment): PopupActions {
  const save = (change: Change) => writeSettings(change).then(() => true);
  return {
    command: sendCommand,
    openPage: (page) => void openPage(`${page}.html`).then(() => window.close()),
    allow: () => void askForSites(sitesFor(settings())),
    resume: () => save({ pausedUntil: null }),
    openPortal: () => void openPortalPage().then(() => window.close()),
    tellWhenBack: (service, on) => {
      if (on) void askPermission({ permissions: ['notifications'] });
      return sendCommand({ command: 'tell-when-back', service, on });
    },
    keep: (guest) => {
      const withGuest = (now: Settings) => ({ favourites: [...now.favourites, favouriteOf(guest)] });
      const shown = settings();
      void askForSites(sitesFor({ ...shown, ...withGuest(shown) }));
      return save(withGuest);
    },
    copyReport: async (favourite, format) => {
      const [{ serviceReport }, { zoneName }] = await Promise.all([
        import('@/utils/diagnosis/service-report'),
        import('./share'),
      ]);
      const { tongue, now } = speech();
      const zone = zoneName(now);
      const report = serviceReport(favourite, format, tongue, now, zone);
      return report !== null && copyText(report);
    },
    copyText,
    copyPicture,
    savePicture: (picture) => saveFile('faultline.png', picture),
    share: async (view, favourite) => (await import('./share')).shareOf(view, favourite, speech()),
  };
}

function favouriteOf({ id, custom, homepage, name }: FavouriteView): Favourite {
  return custom ? { url: homepage, name } : { id };
}
