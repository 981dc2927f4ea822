/** The hidden page that lends Chrome's worker its sound: it plays the tone as it opens. */
import { playTone } from '@/utils/platform/tone';

playTone().catch(() => {});
