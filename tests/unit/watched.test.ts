import { describe, expect, it } from 'vitest';
import { serviceById } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import type { Favourite } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

const watch = (favourite: Favourite, askAboutCustom = false) =>
  watchedOf({ ...DEFAULT_SETTINGS, favourites: [favourite], askAboutCustom })[0];

describe('what is known of a favourite', () => {
  it('reads the parts of a status page that the catalogue names', () => {
    expect(watch({ id: 'facebook' })?.feed?.components).toEqual(serviceById('facebook')?.feed?.components);
  });

  it('reads the parts that the person chose instead', () => {
    expect(watch({ id: 'github', components: ['Actions'] })?.feed?.components).toEqual(['Actions']);
    expect(watch({ id: 'aws', components: ['me-south-1'] })?.feed?.components).toEqual(['me-south-1']);
  });

  it('is asked of others about an own address only where the person switched that on', () => {
    const own = { url: 'https://status.example/', name: 'Example' };
    expect(watch(own)?.askable).toBe(false);
    expect(watch(own, true)?.askable).toBe(true);
  });

  it('is never asked of others about a private address', () => {
    expect(watch({ url: 'http://192.168.1.1/', name: 'Router' }, true)?.askable).toBe(false);
    expect(watch({ url: 'http://nas.local/', name: 'NAS' }, true)?.askable).toBe(false);
  });

  it('leaves out what is not in the catalogue', () => {
    expect(watch({ id: 'nobody-knows-this' })).toBeUndefined();
  });
});
