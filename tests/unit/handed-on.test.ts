// @vitest-environment happy-dom
/** Every way out of the browser, held to one rule: nothing of who hands it on (docs/decisions.md, 38). */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shareOf } from '@/entrypoints/popup/share';
import type { Case } from '@/utils/diagnosis/case';
import { linesToHandOn, viewToHandOn } from '@/utils/diagnosis/handed-on';
import { reportOf } from '@/utils/diagnosis/report';
import { reportHtml, reportText } from '@/utils/diagnosis/report-forms';
import { serviceReport } from '@/utils/diagnosis/service-report';
import type { EvidenceLine, FavouriteView, Settings, View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import silent from '../cases/refused-everywhere.json';
import regional from '../cases/region-down-and-admitted.json';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const ENGLISH = tongueIn('en', 'en-GB');
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  favourites: [
    { url: 'http://nas.local:5000/', name: 'My secret NAS' },
    { url: 'https://club.example.org/', name: 'My secret club' },
    ...['whatsapp', 'github', 'netflix'].map((id) => ({ id })),
  ],
};
/** What only the sender knows; the service that it is about is taken out of it. */
const OWN = [
  'secret',
  'nas.local',
  '5000',
  'GitHub',
  'Netflix',
  'WhatsApp',
  'you watch too',
  'your own visit',
  'in Saudi Arabia',
];

const VISIT: EvidenceLine = {
  source: 'page-load',
  who: null,
  said: { kind: 'timeout' },
  at: NOW - 9_000,
  place: null,
};

function viewIn(situation: unknown, subjects: readonly string[]): View {
  const view = play(SETTINGS, [{ minutes: 12, situation: situation as Case, subjects }]);
  const favourites = view.favourites.map(
    (one): FavouriteView => ({
      ...one,
      evidence: [...one.evidence, VISIT],
      visits: { failed: 2, all: 3, since: NOW - 60_000 },
    }),
  );
  return { ...view, favourites };
}

function favouriteIn(view: View, id: string): FavouriteView {
  const one = view.favourites.find((favourite) => favourite.id === id);
  if (one === undefined) throw new Error(`No ${id}`);
  return one;
}

/** What the picture says: the browser's own canvas, written down. */
let painted: string[] = [];
const { getContext, toBlob } = HTMLCanvasElement.prototype;
beforeEach(() => {
  painted = [];
  const gradient = { addColorStop: () => {} };
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (_, key) => {
      if (key === 'fillText') return (text: string) => painted.push(text);
      if (key === 'measureText') return () => ({ width: 0 });
      return () => gradient;
    },
    set: () => true,
  });
  Object.assign(globalThis, { Path2D: class {} });
  HTMLCanvasElement.prototype.getContext = (() => pen) as never;
  HTMLCanvasElement.prototype.toBlob = (done) => done(new Blob());
});
afterEach(() => Object.assign(HTMLCanvasElement.prototype, { getContext, toBlob }));

async function shared(view: View, favourite: FavouriteView | null): Promise<string[]> {
  const { sentence } = await shareOf(view, favourite, { tongue: ENGLISH, now: NOW });
  return [sentence, painted.join(' ')];
}

/** Everything that the popup and the history can hand on about one service. */
async function everythingAbout(view: View, id: string): Promise<string[]> {
  const one = favouriteIn(view, id);
  const report = (format: 'plain' | 'markdown') => serviceReport(one, format, ENGLISH, NOW, 'GMT+3') ?? '';
  const context = {
    nameOf: (service: string) => (service === id && !one.custom ? one.name : service),
    isPrivate: (service: string) => service.startsWith('nas.'),
    tongue: ENGLISH,
    now: NOW,
    timeZone: 'Europe/Berlin',
  };
  const incident = {
    openedAt: NOW - 600_000,
    closedAt: null,
    verdict: one.verdict,
    members: [{ service: id }, { service: 'nas.local:5000' }],
    phases: [{ at: NOW - 600_000, verdict: one.verdict.name }],
    notices: [],
    evidence: [{ at: NOW, service: id, lines: one.evidence }],
  };
  const told = reportOf(incident, context);
  if (told === null) throw new Error('There is a report.');
  return [
    report('plain'),
    report('markdown'),
    reportText(told),
    reportHtml(told, ENGLISH),
    ...(await shared(view, one)),
  ];
}

describe('what is handed on', () => {
  it.each([
    ['an outage', silent],
    ['an outage near the reader', regional],
  ])('names no other favourite, no visit, no private host and no place of the sender: %s', async (_, one) => {
    const texts = await everythingAbout(viewIn(one, ['whatsapp']), 'whatsapp');
    expect(texts).toHaveLength(6);
    for (const text of texts) {
      expect(text).toContain('WhatsApp');
      for (const own of OWN.filter((each) => each !== 'WhatsApp')) expect(text).not.toContain(own);
    }
  });

  it('calls a site of the person’s own by its host', async () => {
    const view = viewIn(silent, ['club.example.org']);
    for (const text of await everythingAbout(view, 'club.example.org')) {
      expect(text.replaceAll('\\', '')).toContain('club.example.org');
      for (const own of OWN) expect(text).not.toContain(own);
    }
  });

  it('leaves private hosts out of the whole answer, and hands nothing on about them alone', async () => {
    const view = viewIn(silent, ['whatsapp']);
    const services = ['nas.local:5000', 'club.example.org', 'whatsapp'];
    const both = { ...view, lead: { ...view.lead, services } };
    for (const text of await shared(both, null)) {
      expect(text).toContain('WhatsApp');
      expect(text).toContain('club.example.org');
      expect(text).not.toMatch(/secret|nas\.local/);
    }
    const alone = { ...view, lead: { ...view.lead, services: ['nas.local:5000'] } };
    expect(viewToHandOn(alone)).toBeNull();
    await expect(shareOf(alone, null, { tongue: ENGLISH, now: NOW })).rejects.toThrow();
    const nas = favouriteIn(view, 'nas.local:5000');
    expect(serviceReport(nas, 'plain', ENGLISH, NOW, 'GMT+3')).toBeNull();
    await expect(shareOf(view, nas, { tongue: ENGLISH, now: NOW })).rejects.toThrow();
  });

  it('has no way out that this page does not know', () => {
    const files = ['components', 'entrypoints', 'utils'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    );
    const code = files.filter((file) => /\.tsx?$/.test(file));
    const using = (what: RegExp) => code.filter((file) => what.test(readFileSync(file, 'utf8'))).sort();
    expect(using(/platform\/(clipboard|file)'/)).toEqual([
      'entrypoints/dashboard/main.tsx',
      // The person's own backup and their own table of incidents.
      'entrypoints/options/main.tsx',
      'entrypoints/popup/actions.ts',
    ]);
    expect(using(/\.clipboard\.write|navigator\.share|\.download = |execCommand/)).toEqual([
      'utils/platform/clipboard.ts',
      'utils/platform/file.ts',
    ]);
  });

  it('names no network of a place: it may be the reader’s own', () => {
    const place = { country: 'SA', city: 'Riyadh', latitude: 24, longitude: 46, asn: 1, network: 'Own Net' };
    const line: EvidenceLine = { ...VISIT, source: 'vantage', who: 'Riyadh, SA', place };
    expect(JSON.stringify(linesToHandOn([line]))).not.toMatch(/Own Net|asn/);
  });
});
