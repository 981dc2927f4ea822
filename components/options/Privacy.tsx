/** What is kept and what leaves, in plain words: what docs/privacy.md says. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

const POINTS = [
  m.privacy_none,
  m.privacy_kept,
  m.privacy_never,
  m.privacy_asks,
  m.privacy_others,
  m.privacy_back,
] as const;

/** Draws it. */
export function Privacy() {
  const { tongue } = useSpeech();
  return (
    <ul class="points">
      {POINTS.map((say, index) => (
        <li key={index}>{say({}, tongue)}</li>
      ))}
    </ul>
  );
}
