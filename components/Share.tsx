/** Telling someone: one sentence with time and zone, and the same as a picture. */
import { useEffect, useState } from 'preact/hooks';
import type { FavouriteView, View } from '@/utils/model';
import { m } from '@/utils/words/messages';
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
    void actions.share(view, favourite).then(
      (made) => {
        if (gone) return;
        url = URL.createObjectURL(made.picture);
        setShared({ ...made, url });
      },
      () => setShared(null),
    );
    return () => {
      gone = true;
      URL.revokeObjectURL(url);
    };
    // Time alone must not change it under the person's hand.
  }, [answerIn(view, favourite)]);
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

/** What is claimed: while this stays, what is being sent stays true. */
function answerIn({ lead }: View, favourite: FavouriteView | null): string {
  if (favourite !== null) return JSON.stringify([favourite.verdict.name, favourite.health, favourite.since]);
  return JSON.stringify([
    lead.verdict.name,
    lead.headline,
    lead.mood,
    lead.everyone,
    lead.services,
    lead.since,
  ]);
}
