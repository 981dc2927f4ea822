/** A soft tone with a first notice. Browser; Chrome's worker has no sound and borrows a hidden page's. */
import browser from 'webextension-polyfill';
import { playTone } from './tone';

/** Only Chrome has it, and the polyfill's types follow Firefox. */
interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** The hidden page plays as it opens. */
const PAGE = 'sound.html';

/** Plays the tone once. Never throws: a notice without its sound is still a notice. */
export async function playSound(): Promise<void> {
  const { offscreen } = browser as unknown as { offscreen?: Offscreen };
  try {
    if (offscreen === undefined) {
      await playTone();
      return;
    }
    // One that is still open has played its tone.
    await offscreen.closeDocument().catch(() => {});
    await offscreen.createDocument({
      url: PAGE,
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'Plays a short tone with a notification, for those who switched that on.',
    });
  } catch {
    // No output device, or the browser does not allow it.
  }
}
