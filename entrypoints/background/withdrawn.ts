/** Consent that was taken back in the browser's own settings switches our sources off too. */
import { sourcesWithout } from '@/utils/store/choices';
import { writeSettings } from '@/utils/store/settings';

/** Follows it; the sources stay off until they are switched on again. */
export async function followWithdrawal(kinds: readonly string[]): Promise<void> {
  await writeSettings(({ sources }) => ({ sources: sourcesWithout(sources, kinds) }));
}
