/** How often, in words. */

import type { Tongue } from '@/utils/diagnosis/locale';
import { m } from '@/utils/words/messages';

const MINUTE = 60;

/** Says an interval. */
export function sayInterval(seconds: number, tongue: Tongue): string {
  return seconds < MINUTE
    ? m.page_seconds({ count: seconds }, tongue)
    : m.page_minutes({ count: seconds / MINUTE }, tongue);
}
