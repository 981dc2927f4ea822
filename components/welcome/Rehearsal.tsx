/** "What happens when WhatsApp goes down": the reference day, drawn with the popup's own parts, in a marked frame. */
import { useState } from 'preact/hooks';
import type { EpochMs, ServiceId, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Answer } from '../Answer';
import { Favourite } from '../Favourite';
import { Mark } from '../Icon';
import { PopupSituationContext } from '../popup-actions';
import { SpeechContext, useSpeech } from '../words';

export interface RehearsalScene {
  name: 'calm' | 'doubt' | 'known' | 'returning' | 'over';
  at: EpochMs;
  view: View;
  badge: string;
  notices: readonly { title: string; message: string }[];
}

const CAPTIONS = {
  calm: m.welcome_scene_calm,
  doubt: m.welcome_scene_doubt,
  known: m.welcome_scene_known,
  returning: m.welcome_scene_returning,
  over: m.welcome_scene_over,
} as const;

const ROWS = 5;
const NONE: Set<ServiceId> = new Set();

/** Draws one scene after the other, at the person's own pace. */
export function Rehearsal({ scenes, onEnd }: { scenes: readonly RehearsalScene[]; onEnd: () => void }) {
  const speech = useSpeech();
  const { tongue } = speech;
  const [index, setIndex] = useState(0);
  const scene = scenes[index];
  if (scene === undefined) return null;
  const time = new Intl.DateTimeFormat(tongue.tag, { dateStyle: 'long', timeStyle: 'short' }).format(
    scene.at,
  );
  return (
    <section class="rehearsal" aria-label={m.welcome_rehearsal({}, tongue)}>
      <p class="stamp">
        <b>{m.welcome_rehearsal({}, tongue)}</b> <span>{time}</span>
      </p>
      <p class="caption" role="status">
        {CAPTIONS[scene.name]({}, tongue)}
      </p>
      <SpeechContext.Provider value={{ ...speech, now: scene.at }}>
        <div class="stage">
          <div class="screen">
            <p class="toolbar">
              <span class="button-picture">
                <Mark />
                {scene.badge !== '' && <b class="badge">{scene.badge}</b>}
              </span>
              <span class="small soft">{m.welcome_scene_toolbar({}, tongue)}</span>
            </p>
            <PopupSituationContext.Provider value={{ view: scene.view, say: () => {}, unfolded: NONE }}>
              <Answer key={scene.name} view={scene.view} />
              <ul class="list">
                {scene.view.favourites.slice(0, ROWS).map((one) => (
                  <Favourite key={one.id} favourite={one} />
                ))}
              </ul>
            </PopupSituationContext.Provider>
          </div>
          {scene.notices.map(({ title, message }) => (
            <div class="notice" key={title}>
              <Mark />
              <span>
                <b>{title}</b>
                <span class="small">{message}</span>
              </span>
            </div>
          ))}
        </div>
      </SpeechContext.Provider>
      <div class="choice">
        {index < scenes.length - 1 ? (
          <button type="button" class="main" data-action="next-scene" onClick={() => setIndex(index + 1)}>
            {m.welcome_scene_next({}, tongue)}
          </button>
        ) : (
          <button type="button" class="main" data-action="again" onClick={() => setIndex(0)}>
            {m.welcome_scene_again({}, tongue)}
          </button>
        )}
        <button type="button" data-action="end-rehearsal" onClick={onEnd}>
          {m.welcome_scene_end({}, tongue)}
        </button>
      </div>
    </section>
  );
}
