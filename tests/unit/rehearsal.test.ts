import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { rehearse } from '@/utils/incidents/rehearsal';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const FAVOURITES = ['whatsapp', 'instagram', 'facebook', 'messenger', 'google', 'telegram', 'x'];
const settings = { ...DEFAULT_SETTINGS, favourites: FAVOURITES.map((id) => ({ id })) };

describe('the rehearsal', () => {
  const scenes = rehearse({
    watched: watchedOf(settings, catalogue),
    controls: controls.map((control) => ({ ...control, id: control.target.id })),
    settings,
  });
  const scene = (name: string) => scenes.find((one) => one.name === name);

  it('begins with all well', () => {
    expect(scene('calm')?.view.lead.headline).toBe('all-up');
    expect(scene('calm')?.notices).toEqual([]);
  });

  it('blames nobody while it is in doubt', () => {
    expect(scene('doubt')?.view.lead.headline).not.toBe('not-just-you');
    expect(scene('doubt')?.notices).toEqual([]);
  });

  it('knows within a minute and a half that the four are gone for everyone, and tells it once', () => {
    const known = scene('known');
    expect(known?.view.lead).toMatchObject({ headline: 'not-just-you', everyone: true });
    expect(known?.view.lead.verdict.name).toBe('bgp_withdrawn');
    expect(known?.view.favourites.filter(({ health }) => health === 'down').map(({ id }) => id)).toEqual(
      FAVOURITES.slice(0, 4),
    );
    expect(known?.notices.map(({ kind, services }) => [kind, services.length])).toEqual([['opened', 4]]);
    expect((known?.at ?? 0) - Date.UTC(2021, 9, 4, 15, 39)).toBeLessThan(90_000);
  });

  it('waits until the return is steady, and says then how long it was', () => {
    expect(scene('returning')?.notices).toEqual([]);
    expect(scene('over')?.notices.map(({ kind }) => kind)).toEqual(['closed']);
    expect(scene('over')?.view.lead.headline).toBe('all-up');
  });
});
