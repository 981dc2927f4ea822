/**
 * Every state that the popup can show, made by the product's own code: recorded situations of tests/cases go through
 * judge, advance and view, step by step, as the background would take them. Written as JSON for the pictures, with
 * the states of the other pages.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { services } from '@/utils/catalogue/find';
import type { Case } from '@/utils/diagnosis/case';
import type { Settings, View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { pageScenes } from './page-scenes';
import { FEW, settingsOf } from './past-settings';
import { NOW, type Phase, play } from './play-scene';
import { popupScene, type Scene } from './scene';

const TWELVE = [...FEW, 'telegram', 'slack', 'netflix', 'chatgpt'];
const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];
/** All of them stand on the cloud that is recorded to have failed. */
const TOGETHER = ['reddit', 'pinterest', 'bbc'];
const GUEST_URL = 'https://www.bbc.co.uk/';

const cases = new Map(
  readdirSync('tests/cases').map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(`tests/cases/${file}`, 'utf8')) as Case,
  ]),
);

function caseOf(name: string): Case {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`No recorded situation ${name}`);
  return found;
}

interface Change {
  settings?: Settings;
  phases?: readonly Phase[];
  tab?: string;
  search?: string;
  open?: readonly string[];
  edit?: (view: View) => View;
}

function scene(
  name: string,
  { settings = settingsOf(FEW), phases = [], tab, search, open, edit }: Change,
): Scene {
  const view = play(settings, phases);
  return popupScene({
    name,
    at: NOW,
    settings,
    view: edit === undefined ? view : edit(view),
    tab: tab ?? null,
    search: search ?? '',
    steps: (open ?? []).map((id) => ['click', `[data-service="${id}"] summary`]),
  });
}

/** What fails in a recorded situation: everything, the family it happened to, those on one cloud, or one service. */
function subjectsOf(name: string, situation: Case): string[] | 'all' {
  if (['device', 'network'].includes(situation.scope) || name === 'home-router-dns-broken') return 'all';
  if (situation.verdict === 'shared_provider') return TOGETHER;
  if (name.startsWith('meta')) return META;
  return ['whatsapp'];
}

/** One scene for each recorded situation. */
function recorded(): Scene[] {
  return [...cases].map(([name, situation]) =>
    scene(`case-${name}`, {
      phases: [{ minutes: 12, situation, subjects: subjectsOf(name, situation) }],
      ...(situation.verdict === 'shared_provider' && { settings: settingsOf([...FEW, ...TOGETHER]) }),
    }),
  );
}

const meta: Phase = {
  minutes: 12,
  situation: caseOf('meta-2021-10-04-names-gone'),
  subjects: META,
};
const errors = (minutes: number): Phase => ({
  minutes,
  situation: caseOf('openai-2024-12-11'),
  subjects: ['whatsapp'],
});
const well = (minutes: number): Phase => ({
  minutes,
  situation: caseOf('all-is-well'),
  subjects: ['whatsapp'],
});

/** Names as long as may be. */
const LONG = ['N', 'نص'].map((letters, at) => ({
  url: `https://a${at}.example/`,
  name: letters.repeat(60 / letters.length),
}));

/** Moods, numbers of favourites, and what the person did. */
function others(): Scene[] {
  const sixty = services.slice(0, 60).map(({ id }) => id);
  const opened = scene('opened', { phases: [meta], open: ['whatsapp'] });
  return [
    { ...scene('first-run', { settings: settingsOf([]) }), view: null },
    scene('one-favourite', { settings: settingsOf(['whatsapp']) }),
    scene('twelve', { settings: settingsOf(TWELVE) }),
    scene('twelve-in-trouble', { settings: settingsOf(TWELVE), phases: [meta] }),
    scene('sixty', { settings: settingsOf(sixty) }),
    scene('sixty-in-trouble', { settings: settingsOf(sixty), phases: [meta] }),
    scene('letters', { settings: settingsOf(FEW, { marks: 'letters' }), phases: [meta] }),
    scene('long-names', {
      settings: { ...settingsOf(FEW), favourites: [...LONG, { id: 'github' }] },
      phases: [{ ...meta, subjects: LONG.map(({ url }) => new URL(url).host) }],
    }),
    scene('paused', { settings: settingsOf(FEW, { pausedUntil: NOW + 3_600_000 }) }),
    scene('nobody-asked', {
      settings: settingsOf(FEW, { sources: DEFAULT_SETTINGS.sources }),
      phases: [{ minutes: 12, situation: caseOf('silent-and-nobody-to-ask'), subjects: ['whatsapp'] }],
    }),
    scene('checking', {
      phases: [{ minutes: 0.25, situation: caseOf('silent-and-nobody-to-ask'), subjects: ['whatsapp'] }],
    }),
    scene('recovering', { phases: [errors(20), well(0.5)] }),
    scene('flapping', {
      phases: [errors(44), well(40), errors(30), well(26), errors(16), well(12), errors(3)],
    }),
    scene('limited', {
      edit: (view) => ({ ...view, favourites: view.favourites.map((one) => ({ ...one, limited: true })) }),
    }),
    opened,
    scene('opened-quiet', {
      phases: [meta],
      open: ['whatsapp'],
      edit: (view) => ({
        ...view,
        favourites: view.favourites.map((one) =>
          one.id === 'whatsapp'
            ? {
                ...one,
                muted: NOW + 3_600_000,
                tellWhenBack: true,
                visits: { failed: 3, all: 5, since: NOW - 700_000 },
                stillWork: ['google', 'tiktok'],
              }
            : one,
        ),
      }),
    }),
    scene('opened-fine', { open: ['whatsapp'] }),
    scene('here', { tab: GUEST_URL }),
    scene('here-private', { tab: 'http://printer.local/' }),
    scene('here-found', { tab: GUEST_URL, edit: withGuest }),
    scene('asked-about', { edit: withGuest }),
    scene('here-named', { search: '?site=www.bbc.co.uk', edit: withGuest }),
    scene('asleep', { edit: (view) => ({ ...view, at: NOW - 36e6, lastTickAt: NOW - 36e6 }) }),
  ];
}

/** The catalogue knows the site of the tab; it was asked about and answers with errors everywhere. */
function withGuest(view: View): View {
  const [guest] = play(settingsOf(['bbc', 'google', 'github']), [
    { minutes: 3, situation: caseOf('openai-2024-12-11'), subjects: ['bbc'] },
  ]).favourites;
  return guest === undefined ? view : { ...view, guests: [guest] };
}

mkdirSync('.output/gallery', { recursive: true });
writeFileSync('.output/gallery/scenes.json', JSON.stringify([...others(), ...recorded(), ...pageScenes()]));
