/** The answer in short, for when the whole of it is scrolled away. */
import { useEffect, useState } from 'preact/hooks';
import type { View } from '@/utils/model';
import { answerWords } from './Answer';
import { Shape, toneOfLead } from './Shape';
import { useSpeech } from './words';

/** Below this the headline has left the window. */
const HEADLINE_GONE_PX = 84;

/** Draws it over the top of the window. */
export function AnswerLine({ view }: { view: View }) {
  const speech = useSpeech();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const look = () => setShown(scrollY > HEADLINE_GONE_PX);
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  const { headline, line } = answerWords(view, speech);
  return (
    <div class={shown ? 'sticky shown' : 'sticky'} aria-hidden="true">
      <div>
        <Shape tone={toneOfLead(view.lead)} />
        <p>
          <b>{headline}</b> <span>{line}</span>
        </p>
      </div>
    </div>
  );
}
