/** The scenes of the rehearsal, in the person's language. Nothing of it is stored. */
import type { RehearsalScene } from '@/components/welcome/Rehearsal';
import { controls } from '@/utils/catalogue/controls';
import { catalogue, serviceById } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Tongue } from '@/utils/diagnosis/locale';
import { noticeWords } from '@/utils/incidents/notice-words';
import { rehearse } from '@/utils/incidents/rehearsal';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const CAST = ['whatsapp', 'instagram', 'facebook', 'messenger', 'google'];

/** Plays the day. */
export function scenesOf(tongue: Tongue): RehearsalScene[] {
  const sources = { resolvers: true, providerReports: true, vantages: true, routing: true };
  const settings = { ...DEFAULT_SETTINGS, sources, favourites: CAST.map((id) => ({ id })) };
  const nameOf = (id: string) =>
    (tongue.locale === 'ar' ? serviceById(id)?.nameAr : null) ?? serviceById(id)?.name ?? id;
  const scenes = rehearse({
    watched: watchedOf(settings, catalogue),
    controls: controls.map((control) => ({ ...control, id: control.target.id })),
    settings,
  });
  return scenes.map(({ name, at, view, badge, notices }) => ({
    name,
    at,
    view,
    badge,
    notices: notices.map((notice) => noticeWords(notice, nameOf, tongue, at)),
  }));
}
