/** The toolbar button. Browser; failures are ignored, since the next step paints again. */
import browser from 'webextension-polyfill';

const COLOUR = { theirs: '#c2321d', quiet: '#6e665c' } as const;
const WHITE = '#ffffff';

/** Shows the badge and the sentence that goes with it, which screen readers read. */
export async function showAction(
  badge: { text: string; tone: keyof typeof COLOUR },
  title: string,
): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: badge.text }),
    browser.action.setBadgeBackgroundColor({ color: COLOUR[badge.tone] }),
    browser.action.setBadgeTextColor?.({ color: WHITE }),
    browser.action.setTitle({ title }),
  ]).catch(() => {});
}
