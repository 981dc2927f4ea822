/** Every interval there is to choose from, in words. */
import { INTERVALS } from '@/utils/store/choices';
import { useSpeech } from '../words';
import { sayInterval } from './say-interval';

/** Draws them for a select. */
export function IntervalOptions() {
  const { tongue } = useSpeech();
  return (
    <>
      {INTERVALS.map((seconds) => (
        <option key={seconds} value={seconds}>
          {sayInterval(seconds, tongue)}
        </option>
      ))}
    </>
  );
}
