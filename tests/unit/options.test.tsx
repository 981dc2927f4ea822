// @vitest-environment happy-dom
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Options, type OptionsProps } from '@/components/Options';
import { SpeechContext } from '@/components/words';
import type { Settings } from '@/utils/model';
import type { Imported } from '@/utils/store/backup';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

afterEach(cleanup);

/** Draws the page and notes what it saves and wipes. */
function show(
  change: Partial<OptionsProps> = {},
  imported: Imported = { ok: true, history: true, favourites: 5 },
) {
  const saved: Partial<Settings>[] = [];
  const wiped: boolean[] = [];
  const forbidden: boolean[] = [];
  const nothing = () => {};
  const props: OptionsProps = {
    settings: { ...DEFAULT_SETTINGS, favourites: [{ id: 'github' }, { id: 'zoom' }] },
    granted: true,
    waiting: [],
    system: 'linux',
    notices: true,
    managed: { favourites: [], off: [] },
    storedBytes: 2_500_000,
    historyMs: null,
    sync: 'off',
    inAccount: false,
    actions: {
      save: (settings) => saved.push(settings),
      measure: nothing,
      switchSource: nothing,
      switchNotifications: nothing,
      allowNotifications: async () => false,
      test: async () => false,
      add: (fresh) => saved.push({ favourites: [...props.settings.favourites, ...fresh] }),
      allowSites: nothing,
      allowSources: nothing,
      forbidSites: () => void forbidden.push(true),
      take: async () => imported,
      download: async () => true,
      downloadCsv: nothing,
      wipe: async (everywhere) => void wiped.push(everywhere),
    },
    ...change,
  };
  const page = (settings: Settings) => (
    <SpeechContext.Provider value={{ tongue: tongueIn('en', 'en-GB'), now: 0, marks: 'letters' }}>
      <Options {...props} settings={settings} />
    </SpeechContext.Provider>
  );
  const drawn = render(page(props.settings));
  const input = (name: string) => drawn.container.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const repaint = (favourites: Settings['favourites']) =>
    drawn.rerender(page({ ...props.settings, favourites }));
  return { ...drawn, repaint, input, saved, wiped, forbidden };
}

describe('the options', () => {
  it('make several of a pasted column, and say what was meant', async () => {
    const { container, input, saved } = show();
    const field = input('add');
    if (field === null) throw new Error('No field');
    fireEvent.paste(field, { clipboardData: { getData: () => 'Instagram\nwatsapp\n' } });
    expect(field.value).toBe('Instagram, watsapp');
    fireEvent.submit(field.form ?? field);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved.at(-1)?.favourites).toContainEqual({ id: 'instagram' });
    expect(field.value).toBe('watsapp');
    const meant = container.querySelector('[data-action="meant"]');
    expect(meant?.textContent).toBe('Did you mean WhatsApp?');
    if (meant !== null) fireEvent.click(meant);
    expect(saved.at(-1)?.favourites).toContainEqual({ id: 'whatsapp' });
  });

  it('offer every language in its own words', () => {
    const { container, saved } = show();
    const names = [...container.querySelectorAll<HTMLOptionElement>('[name="language"] option')];
    expect(names).toHaveLength(13);
    expect(names.map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['العربية', 'Deutsch', '日本語']),
    );
    const choice = container.querySelector<HTMLSelectElement>('[name="language"]');
    if (choice === null) throw new Error('No choice of language');
    fireEvent.change(choice, { target: { value: 'pt-BR' } });
    expect(saved.at(-1)?.language).toBe('pt-BR');
  });

  it('leave to the person what no organisation decided', () => {
    const { container, input, getAllByText } = show({
      managed: { favourites: ['github'], off: ['vantages'] },
    });
    expect([input('vantages')?.disabled, input('routing')?.disabled]).toEqual([true, false]);
    expect(getAllByText('Set by your organisation.')).toHaveLength(2);
    const removable = [...container.querySelectorAll<HTMLButtonElement>('button.icon')]
      .filter((button) => button.title.startsWith('Remove'))
      .map(({ disabled }) => disabled);
    expect(removable).toEqual([true, false]);
  });

  it('say how much is kept, and how syncing goes', () => {
    const { getByText } = show({ settings: { ...DEFAULT_SETTINGS, sync: true }, sync: 'full' });
    getByText('The history takes 2.5 MB on this computer.');
    getByText(/There is no room left in your browser’s sync/);
  });

  it('say what was removed, and bring it back to its place', async () => {
    const { container, input, repaint, saved, getByText, findByText, queryByText } = show();
    const field = input('add');
    if (field === null) throw new Error('No field');
    fireEvent.input(field, { target: { value: 'qqqq' } });
    fireEvent.submit(field.form ?? field);
    await waitFor(() => expect(container.querySelector('#add-problem')?.textContent).not.toBe(''));
    fireEvent.click(container.querySelector('[aria-label="Remove GitHub"]') ?? field);
    repaint([{ id: 'zoom' }]);
    expect((await findByText('Removed: GitHub.')).getAttribute('role')).toBe('status');
    await waitFor(() => expect(container.querySelector('#add-problem')?.textContent).toBe(''));
    expect(document.activeElement).toBe(getByText('Undo'));
    fireEvent.click(getByText('Undo'));
    expect(saved.at(-1)?.favourites).toEqual([{ id: 'github' }, { id: 'zoom' }]);
    repaint([{ id: 'github' }, { id: 'zoom' }]);
    await waitFor(() => expect(queryByText('Removed: GitHub.')).toBeNull());
  });

  it('say that the browser allows no notifications, also to who tests them', async () => {
    const words = 'Your browser doesn’t allow notifications yet, so none can come.';
    expect(show().queryByText(words)).toBeNull();
    cleanup();
    const { container, findByText, getByText } = show({ notices: false });
    getByText(words);
    expect(container.querySelector('[data-action="allow-notifications"]')).not.toBeNull();
    fireEvent.click(getByText('Send a test notification'));
    await findByText('No notifications. The number on the toolbar button still tells.');
  });

  it('let leave be taken back', () => {
    const { container, forbidden } = show();
    container.querySelector<HTMLElement>('[data-action="forbid-sites"]')?.click();
    expect(forbidden).toEqual([true]);
  });

  it('pause from the press on, however long the page was open', () => {
    const { getByText, saved } = show();
    fireEvent.click(getByText('For an hour'));
    expect(saved.at(-1)?.pausedUntil).toBeGreaterThan(Date.now());
  });

  it('set notices of one service apart', () => {
    const { input, saved } = show();
    input('notify-of-Zoom')?.click();
    expect(saved.at(-1)?.favourites).toEqual([{ id: 'github' }, { id: 'zoom', notify: false }]);
  });
});

describe('a backup that is loaded', () => {
  const load = async (imported: Imported) => {
    const shown = show({}, imported);
    const field = shown.input('backup');
    if (field === null) throw new Error('No field for a backup');
    fireEvent.change(field, { target: { files: [new File(['{}'], 'backup.json')] } });
    return shown;
  };

  it('says when its history could not be saved', async () => {
    const { findByText } = await load({ ok: true, history: false, favourites: 5 });
    await findByText(/^Services and options were loaded, but the history could not be saved\./);
  });

  it('says what it replaced, and can be undone', async () => {
    const { container, findByText, saved } = await load({ ok: true, history: true, favourites: 5 });
    await findByText('The backup was loaded. Services before: 2. Services now: 5.');
    container.querySelector<HTMLElement>('[data-action="undo-import"]')?.click();
    await findByText('Services and options are as they were before.');
    expect(saved.at(-1)?.favourites).toEqual([{ id: 'github' }, { id: 'zoom' }]);
    expect(container.querySelector('[data-action="undo-import"]')).toBeNull();
  });

  it('takes nothing that came after it back', async () => {
    const { container, findByText, repaint } = await load({ ok: true, history: true, favourites: 1 });
    await findByText('The backup was loaded. Services before: 2. Services now: 1.');
    const undo = () => container.querySelector('[data-action="undo-import"]');
    repaint([{ id: 'imo' }]);
    await waitFor(() => expect(undo()).not.toBeNull());
    repaint([{ id: 'imo' }, { id: 'spotify' }]);
    await waitFor(() => expect(undo()).toBeNull());
  });

  it('says why it was refused, as an alert', async () => {
    const { container } = await load({ ok: false, problem: { kind: 'not-json' } });
    await waitFor(() =>
      expect(container.querySelector('[role="alert"]')?.textContent).toBe(
        'The file is not a Faultline backup.',
      ),
    );
  });
});

describe('starting afresh', () => {
  it('deletes the copy in the account only where it is wished', async () => {
    const { container, input, wiped, getByText } = show({ inAccount: true });
    container.querySelector<HTMLElement>('[data-action="reset"]')?.click();
    await waitFor(() => expect(input('everywhere')?.checked).toBe(false));
    input('everywhere')?.click();
    await waitFor(() => expect(input('everywhere')?.checked).toBe(true));
    container.querySelector<HTMLElement>('[data-action="wipe"]')?.click();
    await waitFor(() => getByText('Everything is deleted.'));
    expect(wiped).toEqual([true]);
  });

  it('does not speak of an account that holds nothing', async () => {
    const { container, input, getByText } = show();
    container.querySelector<HTMLElement>('[data-action="reset"]')?.click();
    await waitFor(() => getByText('Delete everything?'));
    expect(input('everywhere')).toBeNull();
  });
});
