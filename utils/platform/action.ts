/** The toolbar button. Browser; failures are ignored, since the next step paints again. */
import browser from 'webextension-polyfill';

const COLOUR = { theirs: '#c2321d', quiet: '#6e665c' } as const;
const WHITE = '#ffffff';

/** What this worker has shown; the browser forgets it no sooner than the worker. */
let shown: { text: string; tone: keyof typeof COLOUR; title: string } | null = null;

/** Shows the badge and the sentence that goes with it, which screen readers read. */
export async function showAction(
  badge: { text: string; tone: keyof typeof COLOUR },
  title: string,
): Promise<void> {
  const before = shown;
  shown = { ...badge, title };
  const { action } = browser;
  try {
    await Promise.all([
      before?.text === badge.text ? null : action.setBadgeText({ text: badge.text }),
      before?.tone === badge.tone ? null : action.setBadgeBackgroundColor({ color: COLOUR[badge.tone] }),
      before === null ? action.setBadgeTextColor?.({ color: WHITE }) : null,
      before?.title === title ? null : action.setTitle({ title }),
    ]);
  } catch {
    shown = null;
  }
}
