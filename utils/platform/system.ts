/** Which operating system this is, since each holds notifications back in its own way. Browser. */
import browser from 'webextension-polyfill';

/** Names it. Never throws. */
export async function systemName(): Promise<'mac' | 'windows' | 'linux' | 'other'> {
  const info = await browser.runtime.getPlatformInfo().catch(() => null);
  switch (info?.os) {
    case 'mac':
      return 'mac';
    case 'win':
      return 'windows';
    case 'linux':
      return 'linux';
    default:
      return 'other';
  }
}
