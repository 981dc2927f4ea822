/** Desktop notifications, if they were allowed. Browser; an ungranted permission leaves the API undefined. */
import browser from 'webextension-polyfill';

type Notifications = typeof browser.notifications;

function api(): Notifications | undefined {
  return (browser as Partial<typeof browser>).notifications;
}

/** Chrome has it, Firefox does not, and the polyfill's types follow Firefox. */
interface Updating {
  update?: (id: string, options: { title: string; message: string }) => Promise<boolean>;
}

/**
 * Shows a notification, replacing one of the same id. Without `alert` only one that still shows is replaced: in
 * silence where the browser can (Chromium), else by showing it anew (Firefox).
 */
export async function showNotification(
  id: string,
  title: string,
  message: string,
  alert: boolean,
): Promise<void> {
  const notifications = api();
  if (notifications === undefined) return;
  try {
    const { update } = notifications as Updating;
    if (!alert && update !== undefined) {
      await update.call(notifications, id, { title, message });
      return;
    }
    // A person who put it away is not told of every change of it again.
    if (!alert && !(id in (await notifications.getAll()))) return;
    // Replacing does not alert a second time in Chromium; clearing first does.
    if (alert) await notifications.clear(id);
    const iconUrl = browser.runtime.getURL('icon/128.png');
    await notifications.create(id, { type: 'basic', iconUrl, title, message });
  } catch {
    // The system may refuse; badge and popup carry the state.
  }
}

/** Takes a notification away. */
export async function clearNotification(id: string): Promise<void> {
  await api()
    ?.clear(id)
    .catch(() => {});
}

let listening = false;

/** Calls back when a notification is clicked. To be called when the worker starts and when it is first allowed. */
export function onNotificationClicked(listener: (id: string) => void): void {
  const notifications = api();
  if (listening || notifications === undefined) return;
  listening = true;
  notifications.onClicked.addListener(listener);
}
