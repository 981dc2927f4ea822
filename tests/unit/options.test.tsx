// @vitest-environment happy-dom
import { cleanup, fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { show } from './options-page';

afterEach(cleanup);

describe('the options', () => {
  it('make several of a pasted column, and say what was meant', async () => {
    const { container, input, saved, repaint, findByText } = show();
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
    repaint([{ id: 'github' }, { id: 'whatsapp' }]);
    await findByText('Added: WhatsApp.');
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
    await findByText('No notifications. The toolbar button still tells.');
  });

  it('lead to each section, in the order of the page', () => {
    const { container } = show();
    const idsOf = (all: string) => [...container.querySelectorAll(all)].map((one) => one.id);
    const led = [...container.querySelectorAll<HTMLAnchorElement>('.contents a')].map(({ hash }) =>
      hash.slice(1),
    );
    expect(led).toEqual(idsOf('section.option'));
    expect(led.slice(0, 2)).toEqual(['favourites', 'telling']);
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
