// @vitest-environment happy-dom
import { cleanup, fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Imported } from '@/utils/store/backup';
import { show } from './options-page';

afterEach(cleanup);

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
