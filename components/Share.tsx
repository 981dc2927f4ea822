/** Telling someone: one sentence with time and zone, and the same as a picture. */
import { useEffect, useState } from 'preact/hooks';
import { m } from '@/paraglide/messages';
import type { FavouriteView } from '@/utils/model';
import { type Shared, usePopupActions, usePopupSituation } from './popup-actions';
import { useSpeech } from './words';

/** Shows what can be sent. `favourite` null: the whole answer. */
export function Share({ favourite }: { favourite: FavouriteView | null }) {
  const { tongue } = useSpeech();
  const { view, say } = usePopupSituation();
  const actions = usePopupActions();
  const [shared, setShared] = useState<(Shared & { url: string }) | null>(null);
  useEffect(() => {
    let url = '';
    let gone = false;
    void actions.share(view, favourite).then((made) => {
      if (gone) return;
      url = URL.createObjectURL(made.picture);
      setShared({ ...made, url });
    });
    return () => {
      gone = true;
      URL.revokeObjectURL(url);
    };
    // What is being sent must not change under the person's hand.
  }, []);
  if (shared === null) return null;
  const copied = (done: Promise<boolean>) =>
    void done.then((worked) => {
      if (worked) say(m.popup_copied({}, tongue));
    });
  return (
    <div class="share">
      <textarea readOnly rows={4} aria-label={m.popup_share_sentence({}, tongue)} value={shared.sentence} />
      <img src={shared.url} alt={m.popup_share_picture({}, tongue)} width="600" height="315" />
      <div class="acts">
        <button type="button" onClick={() => copied(actions.copyText(shared.sentence))}>
          {m.popup_share_copy({}, tongue)}
        </button>
        <button type="button" onClick={() => copied(actions.copyPicture(shared.picture))}>
          {m.popup_share_copy_picture({}, tongue)}
        </button>
        <button type="button" onClick={() => actions.savePicture(shared.picture)}>
          {m.popup_share_save({}, tongue)}
        </button>
      </div>
    </div>
  );
}
