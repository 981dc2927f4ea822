/** The catalogue as the background has it: read from the package, and its hosts known before that. */
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { catalogueIn } from '@/utils/catalogue/catalogue';
import { catalogue, serviceByHost, services } from '@/utils/catalogue/find';
import { catalogueHosts, cataloguePages, isListed } from '@/utils/catalogue/listed';
import { servePackage } from './package-files';

afterEach(() => vi.unstubAllGlobals());

const freshReader = async () => {
  vi.resetModules();
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path: string) => `chrome-extension://id${path}`);
  return (await import('@/entrypoints/background/catalogue')).readCatalogue;
};

it('reads what pages bundle, once', async () => {
  const readCatalogue = await freshReader();
  servePackage();
  const read = await readCatalogue();
  expect(read.services).toEqual(services);
  for (const { family } of services) expect(read.familyById(family)).toEqual(catalogue.familyById(family));
  expect(await readCatalogue()).toBe(read);
});

it('rejects while the file cannot be read, and is read again', async () => {
  const readCatalogue = await freshReader();
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(readCatalogue()).rejects.toThrow('Failed to fetch');
  servePackage();
  expect((await readCatalogue()).serviceById('whatsapp')?.name).toBe('WhatsApp');
});

it.for([null, {}, { services: [], families: [] }, { services: 'all', families: [] }])(
  'makes no catalogue of %j',
  (value) => {
    expect(() => catalogueIn(value)).toThrow(TypeError);
  },
);

it('hears every host of every service, and its pages', () => {
  const hosts = new Set(services.flatMap((service) => service.hosts));
  expect(new Set(catalogueHosts)).toEqual(hosts);
  const heard = cataloguePages.map((pattern) => pattern.slice('*://'.length, -'/*'.length));
  const isHeard = (host: string) =>
    heard.some((one) => one === host || (one.startsWith('*.') && `.${host}`.endsWith(one.slice(1))));
  expect([...hosts].filter((host) => !isHeard(host))).toEqual([]);
});

it('finds a service for exactly those hosts that listeners hear', () => {
  const parts = fc.constantFrom(
    ...catalogueHosts.flatMap((host) => [host, host.split('.').slice(1).join('.')]),
  );
  const hosts = fc
    .tuple(fc.constantFrom('', 'www.', 'mail.', 'x.y.', 'not'), parts)
    .map(([before, rest]) => before + rest);
  fc.assert(fc.property(hosts, (host) => isListed(host) === (serviceByHost(host) !== undefined)));
});
