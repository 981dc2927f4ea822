// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Site } from '@/components/Here';
import { Popup } from '@/components/Popup';
import type { PopupActions } from '@/components/popup-actions';
import { SpeechContext } from '@/components/words';
import type { Case } from '@/utils/diagnosis/case';
import type { Command, FavouriteView, Settings, View } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import cableOut from '../cases/cable-out.json';
import namesGone from '../cases/meta-2021-10-04-names-gone.json';
import { NOW, play } from '../gallery/play-scene';
import { tongueIn } from '../tongue';

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  favourites: ['whatsapp', 'instagram', 'facebook', 'messenger', 'google', 'github'].map((id) => ({ id })),
  sources: { resolvers: true, providerReports: true, vantages: true, routing: false },
};
const META = ['whatsapp', 'instagram', 'facebook', 'messenger'];

function viewOfCase(situation: unknown, subjects: readonly string[]): View {
  return play(SETTINGS, [{ minutes: 12, situation: situation as Case, subjects }]);
}

const OUTAGE = viewOfCase(namesGone, META);
const WELL = play(SETTINGS, []);
const SITE: Site = {
  url: 'https://example.com/',
  host: 'example.com',
  id: 'example.com',
  isPrivate: false,
  named: false,
};

afterEach(cleanup);

/** Draws the popup and notes what it asks for. */
function show(view: View, site: Site | null = null) {
  const commands: Command[] = [];
  const kept: FavouriteView[] = [];
  const done = async (_?: unknown) => true;
  const actions: PopupActions = {
    command: (command) => done(commands.push(command)),
    openPage: done,
    allow: done,
    resume: done,
    openPortal: done,
    tellWhenBack: (service, on) => done(commands.push({ command: 'tell-when-back', service, on })),
    keep: (guest) => done(kept.push(guest)),
    copyReport: done,
    copyText: done,
    copyPicture: done,
    savePicture: done,
    share: async () => ({ sentence: 'A sentence.', picture: new Blob() }),
  };
  const tongue = tongueIn('en', 'en-GB');
  const drawn = render(
    <SpeechContext.Provider value={{ tongue, now: NOW }}>
      <Popup view={view} site={site} actions={actions} />
    </SpeechContext.Provider>,
  );
  return { ...drawn, commands, kept };
}

/** Unfolds a favourite, as a click does. */
async function open(container: Element, service: string): Promise<Element> {
  const row = container.querySelector(`[data-service="${service}"]`);
  const details = row?.querySelector('details');
  if (row == null || details == null) throw new Error(`No row of ${service}`);
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await Promise.resolve();
  return row;
}

describe('the popup in an outage', () => {
  it('puts trouble first and holds the evidence of what is folded', () => {
    const { container } = show(OUTAGE);
    const rows = [...container.querySelectorAll<HTMLElement>('[data-service]')];
    expect(rows.map((row) => row.dataset.service)).toEqual([...META, 'google', 'github']);
    expect(rows[0]?.dataset).toMatchObject({ health: 'down', scope: 'global', verdict: 'bgp_withdrawn' });
    expect(rows[0]?.dataset.since).toMatch(/^2026-01-15T11:48/);
    const sources = [...(rows[0]?.querySelectorAll<HTMLElement>('[data-evidence]') ?? [])].map(
      (line) => line.dataset.evidence,
    );
    expect(new Set(sources)).toEqual(
      new Set(['probe', 'control', 'favourite', 'resolver', 'vantage', 'routing']),
    );
  });

  it('does not claim that only status pages are asked under what others elsewhere said', () => {
    const line = 'Only status pages are asked while all is well.';
    const lead = { ...OUTAGE.lead, headline: 'all-up', mood: 'plain' } as const;
    const sources = { ...OUTAGE.sources, providerReports: true };
    const quiet = OUTAGE.favourites.map((one) => ({ ...one, evidence: [] }));
    expect(show({ ...OUTAGE, lead, sources }).queryByText(line)).toBeNull();
    cleanup();
    expect(show({ ...OUTAGE, lead, sources, favourites: quiet }).queryByText(line)).not.toBeNull();
  });

  it('has one live region, and the headline is focused', () => {
    const { container } = show(OUTAGE);
    expect(container.querySelectorAll('[role="status"], [aria-live]')).toHaveLength(1);
    expect(document.activeElement?.getAttribute('data-headline')).toBe('not-just-you');
  });

  it('offers what can be done once a row is open', async () => {
    const { container, commands, getByText } = show(OUTAGE);
    await open(container, 'whatsapp');
    fireEvent.click(getByText('Tell me when it’s back'));
    fireEvent.click(getByText('until it’s back'));
    fireEvent.click(getByText('It works for me'));
    expect(commands).toEqual([
      { command: 'tell-when-back', service: 'whatsapp', on: true },
      { command: 'mute', service: 'whatsapp', until: 'back' },
      { command: 'correct', service: 'whatsapp', says: 'works' },
    ]);
  });

  it('says what is not being saved, and how the person’s own visits went', async () => {
    const favourites = OUTAGE.favourites.map((one) => ({
      ...one,
      visits: { failed: 3, all: 5, since: NOW - 60_000 },
      isPrivate: one.id === 'github',
    }));
    const { container, getByText } = show({ ...OUTAGE, favourites, problem: 'disk-full' });
    getByText('Your disk is full, so what happens now is not being saved. The watch goes on.');
    const row = await open(container, 'whatsapp');
    expect(row.querySelector('[data-visits]')?.textContent).toMatch(/^3 of your 5 visits failed since/);
    expect(row.textContent).not.toContain('Asked from this computer only.');
    const own = container.querySelector('[data-service="github"]')?.textContent;
    expect(own).toContain('Asked from this computer only.');
    expect(container.querySelectorAll('[role="status"], [aria-live]')).toHaveLength(1);
  });

  it('shows what was chosen on the buttons that choose it', async () => {
    const favourites = OUTAGE.favourites.map((one) => ({
      ...one,
      muted: 'back' as const,
      tellWhenBack: true,
      acknowledged: true,
      health: 'blocked' as const,
      verdict: { ...one.verdict, scope: 'blocked' as const, name: 'blocked_network' as const },
    }));
    const { container, commands, getByText } = show({ ...OUTAGE, favourites });
    const row = await open(container, 'whatsapp');
    const of = (action: string) => row.querySelector<HTMLElement>(`[data-action="${action}"]`);
    expect(of('tell-when-back')?.getAttribute('aria-pressed')).toBe('true');
    expect([of('acknowledge'), of('quiet-until-back')]).toEqual([null, null]);
    getByText('You know about it: on this network the toolbar button stays quiet.');
    of('tell-when-back')?.click();
    of('speak-again')?.click();
    expect(commands).toEqual([
      { command: 'tell-when-back', service: 'whatsapp', on: false },
      { command: 'mute', service: 'whatsapp', until: null },
    ]);
  });

  it('does not say of one’s own fault that a family is down together', () => {
    const { container } = show(
      viewOfCase(
        cableOut,
        SETTINGS.favourites.flatMap((one) => ('id' in one ? one.id : [])),
      ),
    );
    expect(container.querySelector('.together')).toBeNull();
  });
});

describe('this page', () => {
  const ASKS = 'Asks Google DNS, Cloudflare and Globalping about it.';
  it('names those who will be asked beside the button, and asks about the site only', () => {
    const { commands, getByText } = show(WELL, SITE);
    getByText(ASKS);
    fireEvent.click(getByText('Is it just me?'));
    expect(commands).toEqual([{ command: 'look-up', url: 'https://example.com/' }]);
    getByText(`Checking example.com… ${ASKS}`);
  });

  it('asks nobody else about a private site', () => {
    show(WELL, { ...SITE, isPrivate: true }).getByText('Asked from this computer only.');
  });

  it('keeps quiet about a site that is watched already', () => {
    expect(show(WELL, { ...SITE, id: 'whatsapp' }).queryByText('Is it just me?')).toBeNull();
  });

  it('shows a guest as no favourite, and keeps it with one click', () => {
    const [guest] = OUTAGE.favourites;
    if (guest === undefined) throw new Error('No favourite in the view');
    const view: View = {
      ...WELL,
      guests: [{ ...guest, id: 'example.com', name: 'example.com', custom: true }],
    };
    const { container, kept, getByText } = show(view, SITE);
    getByText(ASKS);
    expect(container.querySelector('[data-guest="example.com"]')).not.toBeNull();
    expect(container.querySelectorAll('[data-service]')).toHaveLength(6);
    fireEvent.click(getByText('Keep an eye on it'));
    expect(kept.map(({ id }) => id)).toEqual(['example.com']);
  });

  it('checks another guest by its name, and offers no silence where nothing is ever told', async () => {
    const [one] = OUTAGE.favourites;
    if (one === undefined) throw new Error('No favourite in the view');
    const guest = { ...one, id: 'other.example', name: 'other.example', custom: true };
    const { container, commands } = show({ ...WELL, guests: [guest] });
    const row = container.querySelector('[data-guest="other.example"]');
    const details = row?.querySelector('details');
    if (details == null) throw new Error('No row of the guest');
    details.open = true;
    fireEvent(details, new Event('toggle'));
    await Promise.resolve();
    row?.querySelector<HTMLElement>('[data-action="check-now"]')?.click();
    expect(commands).toEqual([{ command: 'check-now', service: 'other.example' }]);
    expect(row?.querySelector('[data-action="quiet-until-back"]')).toBeNull();
  });
});
