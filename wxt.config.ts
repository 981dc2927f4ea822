import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** A public test key would fix Chrome's id; Firefox needs an explicit one for storage to persist. */
const GECKO_ID = '{1b98dfc0-be98-4e0f-ac31-4e11827f2eab}';

const CSP =
  // Without `upgrade-insecure-requests`, which Firefox adds by default and which would turn the plain-http
  // control into https, so that a captive portal would stay hidden (docs/decisions.md, 16).
  "script-src 'self'; object-src 'self'";

const OPTIONAL_HOSTS = ['*://*/*'];
/** In Firefox the pattern above holds sockets too. */
const OPTIONAL_SOCKETS = ['wss://*/*'];

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const NO_ERRORS = fileOf('utils/probes/no-errors.json');

/** What does nothing in a browser but weigh, and what its build has in its place: the polyfill, the other's errors. */
const IN_PLACE = {
  firefox: {
    'webextension-polyfill': fileOf('utils/platform/firefox-browser.ts'),
    '@/utils/probes/chrome-errors.json': NO_ERRORS,
  },
  chrome: {
    '@/utils/probes/gecko-errors.json': NO_ERRORS,
    '@/utils/probes/nss-errors.json': NO_ERRORS,
  },
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: ({ browser }) => ({
    plugins: [preact()],
    resolve: { alias: IN_PLACE[browser === 'firefox' ? 'firefox' : 'chrome'] },
    build: { target: ['chrome120', 'firefox142'] },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: [
      'alarms',
      'storage',
      'unlimitedStorage',
      'webRequest',
      'activeTab',
      'contextMenus',
      'idle',
      'declarativeNetRequestWithHostAccess',
      ...(browser === 'firefox' ? ['dns', 'captivePortal'] : ['offscreen']),
    ],
    optional_permissions: ['notifications', 'webNavigation'],
    optional_host_permissions:
      browser === 'firefox' ? OPTIONAL_HOSTS : [...OPTIONAL_HOSTS, ...OPTIONAL_SOCKETS],
    omnibox: { keyword: 'down' },
    // Suggested only: the browser leaves it out where another extension has it, and lists it to be changed.
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+D' } } },
    incognito: 'not_allowed',
    content_security_policy: { extension_pages: CSP },
    action: { default_popup: 'popup.html', default_title: '__MSG_extName__' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '142.0',
              data_collection_permissions: {
                required: ['none'],
                optional: ['browsingActivity', 'locationInfo'],
              },
            },
          },
        }
      : { minimum_chrome_version: '120', storage: { managed_schema: 'managed-schema.json' } }),
  }),
});
