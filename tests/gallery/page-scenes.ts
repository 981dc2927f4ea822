/** The states of the full pages: what is stored, and what a person did. */
import type { Settings } from '@/utils/model';
import { FEW, PAST_SETTINGS, settingsOf } from './past-settings';
import { NOW, play } from './play-scene';
import type { PageName, Scene, SceneStep } from './scene';

const NO_SOURCES = { resolvers: false, providerReports: false, vantages: false, routing: false };
const CUSTOM = { url: 'https://status.example/health', name: 'Example', expect: { status: 200, text: 'ok' } };
const AT_HOME = { url: 'http://nas.local:5000/', name: 'nas.local' };

function page(
  name: PageName,
  state: string,
  change: Partial<Scene> & { steps?: readonly SceneStep[] },
): Scene {
  return {
    name: `${name}-${state}`,
    page: name,
    at: NOW,
    settings: PAST_SETTINGS,
    view: null,
    tab: null,
    search: '',
    steps: [],
    log: 'empty',
    granted: true,
    managed: null,
    ...change,
  };
}

const click = (action: string): SceneStep => ['click', `[data-action="${action}"]`];
const REHEARSED: readonly SceneStep[] = [click('rehearse'), ['see', '.rehearsal']];
/** Those whose names have the longest words, chosen: in bold letters. */
const LONG_NAMED = [
  'mastodon-social',
  'openstreetmap',
  'hungerstation',
  'wordpresscom',
  'xiaohongshu',
  'canvas-lms',
];
const HALF: Settings = settingsOf(['whatsapp', 'github', 'google'], { sources: NO_SOURCES });
const REFUSED: readonly SceneStep[] = [
  click('later-sites'),
  click('later-sources'),
  click('later-notifications'),
];
const ALL_AGREED: readonly SceneStep[] = [
  click('allow-sites'),
  ['click', '[name="all-sources"]'],
  ['click', '[name="routing"]'],
  click('allow-sources'),
  click('allow-notifications'),
  ['see', '[data-done="true"] [data-action="test"]'],
];

function welcome(): Scene[] {
  const fresh = { settings: null, granted: false } as const;
  const half = { settings: HALF, view: play(HALF, []), granted: false } as const;
  return [
    page('welcome', 'fresh', fresh),
    page('welcome', 'unknown-name', {
      ...fresh,
      steps: [
        ['type', '[name="search"]', 'whatsap, githb'],
        ['click', '[data-action="add"]'],
      ],
    }),
    page('welcome', 'all', {
      settings: settingsOf(LONG_NAMED),
      granted: false,
      steps: [['click', '.tiles ~ [aria-expanded]']],
    }),
    page('welcome', 'half-way', half),
    page('welcome', 'refused', { ...half, steps: REFUSED }),
    page('welcome', 'agreed', { ...half, granted: true, steps: ALL_AGREED }),
    page('welcome', 'rehearsal', {
      ...fresh,
      steps: [...REHEARSED, click('next-scene'), click('next-scene')],
    }),
    page('welcome', 'managed', { ...half, managed: { sources: { vantages: false } } }),
  ];
}

function options(): Scene[] {
  const everything: Settings = {
    ...settingsOf(['whatsapp', 'github']),
    favourites: [
      { id: 'whatsapp' },
      { id: 'github', components: ['Actions'], intervalSeconds: 300, notify: false },
      CUSTOM,
      AT_HOME,
    ] as Settings['favourites'],
    quietHours: { from: 1_320, to: 420, days: [5, 6] },
    sound: true,
    sync: true,
  };
  return [
    page('options', 'few', { log: 'past' }),
    page('options', 'none', { settings: null, granted: false }),
    page('options', 'all-open', { settings: everything, log: 'past', steps: [['open-all', 'details']] }),
    page('options', 'paused', {
      settings: settingsOf(FEW, { pausedUntil: NOW + 3_600_000, notifications: false }),
    }),
    page('options', 'managed', {
      settings: everything,
      managed: { favourites: [{ id: 'slack' }], sources: { routing: false, vantages: false } },
    }),
    page('options', 'not-added', {
      granted: false,
      steps: [
        ['type', '[name="add"]', 'whatsapp'],
        ['click', '.finder button'],
        ['see', '.complaint span'],
      ],
    }),
    page('options', 'file-refused', {
      steps: [
        [
          'file',
          'input[name="backup"]',
          '{"version":1,"favourites":[{"id":"nobody-knows-this"}],"settings":{}}',
        ],
        ['see', '[role="alert"]:not(:empty)'],
      ],
    }),
    page('options', 'removed', {
      granted: false,
      steps: [['click', '.sorted li:nth-child(2) button:last-child']],
    }),
    page('options', 'reset-asked', { log: 'past', steps: [click('reset')] }),
    page('options', 'disk-broken', { log: 'broken' }),
  ];
}

function dashboard(): Scene[] {
  const past = { log: 'past' } as const;
  const story = (id: string) => ({ ...past, search: `#span=month&incident=${id}` });
  return [
    page('dashboard', 'day', { ...past, search: '#span=day' }),
    page('dashboard', 'own-only', { ...past, search: '#span=day&day=2026-01-09' }),
    page('dashboard', 'week', { ...past, search: '#span=week' }),
    page('dashboard', 'month', { ...past, search: '#span=month' }),
    page('dashboard', 'year', { ...past, search: '#span=year&day=2025-12-31' }),
    page('dashboard', 'tables', { ...past, search: '#span=week', steps: [['open-all', 'details']] }),
    page('dashboard', 'one-service', { ...past, search: '#span=month&service=github' }),
    page('dashboard', 'no-match', { ...past, search: '#span=month&text=nothing+of+the+kind' }),
    page('dashboard', 'before', { ...past, search: '#span=month&day=2025-09-15' }),
    page('dashboard', 'unset', { settings: null }),
    // Left to itself a young history opens on the day, where its log is read soon enough.
    page('dashboard', 'empty', { search: '#span=week' }),
    page('dashboard', 'disk-broken', { log: 'broken', search: '#span=week' }),
    page('dashboard', 'story', story('whatsapp-1767713955000')),
    page('dashboard', 'story-slow', story('google-1768212045000')),
    page('dashboard', 'story-own', story('tiktok-1766131515000')),
    page('dashboard', 'story-blocked', story('tiktok-1768374015000')),
    page('dashboard', 'story-open', story('github-1768476015000')),
    page('dashboard', 'story-region', story('amazon-1768307415000')),
    page('dashboard', 'story-unknown', story('nobody-1')),
  ];
}

/** All of them. */
export function pageScenes(): Scene[] {
  return [...welcome(), ...options(), ...dashboard()];
}
