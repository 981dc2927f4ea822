/** Two programs on one machine are two things to watch. */
import { expect, it } from 'vitest';
import { addTyped } from '@/utils/catalogue/adding';
import { catalogue } from '@/utils/catalogue/find';
import { siteOfUrl } from '@/utils/catalogue/guest';
import { watchedOf } from '@/utils/catalogue/watched';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';

it('ports on one host are watched side by side, and the port is in the name', () => {
  const { fresh, complaint } = addTyped('nas.local:5000, nas.local:8080, nas.local', []);
  expect(complaint).toBeNull();
  const watched = watchedOf({ ...DEFAULT_SETTINGS, favourites: fresh }, catalogue);
  expect(watched.map(({ id, name }) => [id, name])).toEqual([
    ['nas.local:5000', 'nas.local:5000'],
    ['nas.local:8080', 'nas.local:8080'],
    ['nas.local', 'nas.local'],
  ]);
  expect(watched.every(({ isPrivate, target: { hosts } }) => isPrivate && hosts[0] === 'nas.local')).toBe(
    true,
  );
});

it('the same port twice is one, and the usual port is none', () => {
  expect(addTyped('nas.local:5000, http://nas.local:5000/admin', []).fresh).toHaveLength(1);
  expect(addTyped('http://nas.local:80/, nas.local', []).fresh).toHaveLength(1);
});

it('a site that is looked up is found under the same name', () => {
  expect(siteOfUrl('http://nas.local:5000/x', catalogue)).toMatchObject({
    id: 'nas.local:5000',
    host: 'nas.local',
  });
});
