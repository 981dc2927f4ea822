/** What can be done about one service. Drawn only while its row is open. */
import { useState } from 'preact/hooks';
import { sayTime } from '@/utils/diagnosis/locale';
import { isPersonsWord } from '@/utils/diagnosis/sentence';
import { isBlockedHere } from '@/utils/diagnosis/side';
import type { FavouriteView, Health, ServiceId, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { isWholeAnswer } from './Answer';
import { usePopupActions, usePopupSituation } from './popup-actions';
import { Share } from './Share';
import { useSpeech } from './words';

const HOUR_MS = 3_600_000;
const SNOOZES = [1, 8] as const;

/** Draws what most come for: to have it looked at again, and to hear when it is back. */
export function FirstActions({ favourite, name }: { favourite: FavouriteView; name: string }) {
  const { tongue } = useSpeech();
  const { command, tellWhenBack } = usePopupActions();
  const { view } = usePopupSituation();
  const { id, health } = favourite;
  const isGuest = isGuestIn(view, id);
  const troubled = health !== 'up';
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: these buttons are no form */}
      <div class="acts" role="group" aria-label={m.popup_acts({ service: name }, tongue)}>
        <button
          type="button"
          data-action="check-now"
          onClick={() => command({ command: 'check-now', service: id })}
        >
          {m.page_check_now({}, tongue)}
        </button>
        {troubled && (
          <button
            type="button"
            data-action="tell-when-back"
            aria-pressed={favourite.tellWhenBack}
            onClick={() => tellWhenBack(id, !favourite.tellWhenBack)}
          >
            {m.popup_tell_back({}, tongue)}
          </button>
        )}
        {isBlockedHere(favourite) && !isGuest && !favourite.acknowledged && (
          <button
            type="button"
            data-action="acknowledge"
            onClick={() => command({ command: 'acknowledge', service: id })}
          >
            {m.popup_know({}, tongue)}
          </button>
        )}
      </div>
      {isBlockedHere(favourite) && favourite.acknowledged && <p class="soft">{m.popup_known({}, tongue)}</p>}
    </>
  );
}

/** Draws the rest, to be found below what was heard. */
export function MoreActions({ favourite }: { favourite: FavouriteView }) {
  const { view } = usePopupSituation();
  return (
    <>
      {/* Of a guest nothing is told, and so nothing can be silenced. */}
      {!isGuestIn(view, favourite.id) && <Quiet favourite={favourite} />}
      {!favourite.isPrivate && <Pass favourite={favourite} />}
      <NotSo favourite={favourite} />
    </>
  );
}

function isGuestIn({ guests }: View, id: ServiceId): boolean {
  return guests.some((guest) => guest.id === id);
}

/** No notices for a while. */
function Quiet({ favourite: { id, muted, health, tellWhenBack } }: { favourite: FavouriteView }) {
  const { tongue, now } = useSpeech();
  const { command } = usePopupActions();
  const mute = (until: number | 'back' | null) => command({ command: 'mute', service: id, until });
  if (muted !== null) {
    const untilBack = tellWhenBack ? m.popup_is_quiet_then_told : m.popup_is_quiet_back;
    const untilThen = tellWhenBack ? m.popup_is_quiet_until_told : m.popup_is_quiet;
    const words =
      muted === 'back' ? untilBack({}, tongue) : untilThen({ time: sayTime(muted, now, tongue) }, tongue);
    return (
      <div class="acts">
        <span class="label">{words}</span>
        <button type="button" data-action="speak-again" onClick={() => mute(null)}>
          {m.popup_speak_again({}, tongue)}
        </button>
      </div>
    );
  }
  return (
    <div class="acts">
      <span class="label">{m.popup_quiet({}, tongue)}</span>
      {health !== 'up' && (
        <button type="button" data-action="quiet-until-back" onClick={() => mute('back')}>
          {m.popup_quiet_back({}, tongue)}
        </button>
      )}
      {SNOOZES.map((hours) => (
        <button key={hours} type="button" onClick={() => mute(Date.now() + hours * HOUR_MS)}>
          {m.popup_quiet_hours({ hours }, tongue)}
        </button>
      ))}
    </div>
  );
}

/** Passing it on: a report for those who help, a sentence for those who ask. */
function Pass({ favourite }: { favourite: FavouriteView }) {
  const { tongue } = useSpeech();
  const { copyReport } = usePopupActions();
  const { say, view } = usePopupSituation();
  const [sharing, setSharing] = useState(false);
  const copy = (format: 'plain' | 'markdown') =>
    void copyReport(favourite, format).then((done) => {
      if (done) say(m.popup_copied({}, tongue));
    });
  return (
    <>
      <div class="acts">
        {!isWholeAnswer(favourite, view) && (
          <button type="button" aria-expanded={sharing} onClick={() => setSharing(!sharing)}>
            {m.popup_share({}, tongue)}
          </button>
        )}
        <button type="button" onClick={() => copy('plain')}>
          {m.popup_copy_report({}, tongue)}
        </button>
        <button type="button" onClick={() => copy('markdown')}>
          {m.popup_copy_markdown({}, tongue)}
        </button>
      </div>
      {sharing && <Share favourite={favourite} />}
    </>
  );
}

/** Who reads this has nothing to add to it. */
const SAID_TO_FAIL: ReadonlySet<Health> = new Set<Health>(['down', 'flapping', 'blocked', 'maintenance']);

/** The person knows better than any probe. */
function NotSo({ favourite: { id, health, verdict } }: { favourite: FavouriteView }) {
  const { tongue } = useSpeech();
  const { command } = usePopupActions();
  const { say } = usePopupSituation();
  const correct = (says: 'works' | 'fails') =>
    command({ command: 'correct', service: id, says }).then((done) => {
      if (done) say(m.popup_noted({}, tongue));
    });
  const isSaid = isPersonsWord(verdict);
  return (
    <div class="acts ask-back">
      <span class="label">{m.popup_not_so({}, tongue)}</span>
      {health !== 'up' && !isSaid && (
        <button type="button" data-action="works" onClick={() => correct('works')}>
          {m.popup_works({}, tongue)}
        </button>
      )}
      {(isSaid || !SAID_TO_FAIL.has(health)) && (
        <button type="button" data-action="fails" onClick={() => correct('fails')}>
          {m.popup_fails({}, tongue)}
        </button>
      )}
    </div>
  );
}
