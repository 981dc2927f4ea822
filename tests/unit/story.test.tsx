// @vitest-environment happy-dom
/** One incident, told from beginning to end. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentList } from '@/components/history/IncidentList';
import { IncidentPage } from '@/components/history/IncidentPage';
import { isSettled, verdictShown } from '@/components/history/story';
import { SpeechContext } from '@/components/words';
import type { EvidenceLine } from '@/utils/model';
import type { IncidentRow, ToldRow } from '@/utils/store/rows';
import { HOUR, NOON, NOW, nameOf, probe, row, speech } from './github-hour';

afterEach(cleanup);

describe('the story of an incident', () => {
  const place = (city: string, works: boolean, asn?: number): EvidenceLine => ({
    source: 'vantage',
    who: `${city}, SA`,
    said: works ? { kind: 'answered', status: 200, tookMs: 90 } : { kind: 'timeout' },
    at: NOON,
    place: {
      country: 'SA',
      city,
      latitude: 24,
      longitude: 46,
      ...(asn !== undefined && { asn, network: `Network ${asn}` }),
    },
  });
  const page = (incident: IncidentRow, openPortal = () => {}) => (
    <SpeechContext.Provider value={speech}>
      <IncidentPage row={incident} nameOf={nameOf} back="#" openPortal={openPortal} />
    </SpeechContext.Provider>
  );
  const heard = (at: number, ...lines: EvidenceLine[]) => ({ at, service: 'github', lines });

  it('counts the places that its map shows', () => {
    const lines = [place('Riyadh', false), place('Jeddah', false), place('Dammam', true)];
    const counted: IncidentRow = {
      ...row([]),
      verdict: { ...row([]).verdict, name: 'partial', numbers: { places: 9, placesFailing: 8 } },
      evidence: [{ at: NOON, service: 'github', lines }],
    };
    const { container } = render(page(counted));
    expect(container.querySelector('.because')?.textContent).toContain('2 of 3 places get no good answer');
    expect(container.querySelector('.map figcaption')?.textContent).toMatch(/2 places .*1 place /);
  });

  it.each([null, NOW])('says what to do while it goes on, and only then: %s', (closedAt) => {
    const { container } = render(page({ ...row([]), closedAt }));
    expect(container.querySelector('.todo') === null).toBe(closedAt !== null);
  });

  it('of one’s own fault leads with who answered in the place of others, and offers what helps', () => {
    const said = (who: string, kind: 'timeout' | 'portal'): EvidenceLine => ({
      ...place('', false),
      source: 'control',
      who,
      said: { kind },
      place: null,
    });
    const incident: IncidentRow = {
      ...row([]),
      members: [],
      scope: 'network',
      verdict: { ...row([]).verdict, name: 'captive_portal', scope: 'network' },
      closedAt: null,
      evidence: [heard(NOON, said('google', 'timeout'), said('apple', 'timeout'), said('mozilla', 'portal'))],
    };
    let opened = 0;
    const { container, getByText } = render(page(incident, () => void opened++));
    const first = container.querySelector('.heard .each > summary');
    expect(first?.textContent).toBe('Mozilla · this network’s own page answered in its place');
    getByText('Open the sign-in page').click();
    expect(opened).toBe(1);
    cleanup();
    expect(render(page({ ...incident, closedAt: NOW })).queryByText('Open the sign-in page')).toBeNull();
  });

  it('counts and names two networks of one city as two places', () => {
    const incident: IncidentRow = {
      ...row([]),
      verdict: { ...row([]).verdict, name: 'partial' },
      evidence: [heard(NOON, place('Riyadh', false, 1), place('Riyadh', false, 2), place('Jeddah', true, 1))],
    };
    const { container } = render(page(incident));
    expect(container.querySelector('.because')?.textContent).toContain('2 of 3 places get no good answer');
    const who = [...container.querySelectorAll('.evidence bdi')].map(({ textContent }) => textContent);
    expect(who).toEqual([
      'Riyadh, Saudi Arabia (\u2068Network 1\u2069)',
      'Riyadh, Saudi Arabia (\u2068Network 2\u2069)',
      'Jeddah, Saudi Arabia',
    ]);
  });

  it('puts what was heard within a minute under one title, each by what it said last', () => {
    const later = NOON + 20_000;
    const evidence = [
      heard(NOON, probe(NOON, { kind: 'timeout' }), place('Riyadh', false, 1)),
      heard(later, place('Riyadh', true, 1), place('Paris', true, 3)),
      heard(NOON + 90_000, place('Tokyo', true, 4)),
    ];
    const { container } = render(page({ ...row([]), evidence }));
    const parts = [...container.querySelectorAll('details.part')];
    expect(parts.map((part) => part.querySelector('summary')?.textContent)).toEqual([
      'GitHub · today 12:00',
      'GitHub · today 12:01',
    ]);
    const said = [...(parts[0]?.querySelectorAll('h3, li') ?? [])].map(({ textContent }) => textContent);
    expect(said).toEqual([
      'From this computer',
      'no answer in time12:00:00',
      'Elsewhere in the world',
      'Riyadh, Saudi Arabia answered in 0.1 secs12:00:00',
      'Paris, Saudi Arabia answered in 0.1 secs12:00:00',
    ]);
  });

  it('leaves unfolded what the person reads, though more is heard', () => {
    const first = heard(NOON, place('Riyadh', false, 1));
    const { container, rerender } = render(page({ ...row([]), evidence: [first] }));
    rerender(page({ ...row([]), evidence: [first, heard(NOON + 90_000, place('Tokyo', true, 4))] }));
    const part = container.querySelector<HTMLDetailsElement>('details.part');
    expect(part?.open).toBe(true);
  });

  it('bears the marks of those that it is about', () => {
    const { container } = render(page(row([])));
    expect(container.querySelector('header .marks')?.textContent).toBe('GH');
    cleanup();
    const place = { span: 'day', at: NOON, service: null, side: null, text: '', incident: null } as const;
    const list = render(
      <SpeechContext.Provider value={speech}>
        <IncidentList incidents={[row([])]} quiet="calm" place={place} nameOf={nameOf} />
      </SpeechContext.Provider>,
    );
    expect(list.container.querySelector('.incidents .marks')?.textContent).toBe('GH');
  });

  it('may go on for an hour after it was over', () => {
    const { closedAt } = row([]);
    expect(isSettled({ closedAt: null }, NOW)).toBe(false);
    expect(isSettled({ closedAt }, (closedAt ?? 0) + HOUR / 2)).toBe(false);
    expect(isSettled({ closedAt }, (closedAt ?? 0) + 2 * HOUR)).toBe(true);
  });

  it('keeps the two halves of a region only where they are what the map shows', () => {
    const numbers = { places: 3, placesFailing: 2, near: 2, nearFailing: 2, far: 1, farFailing: 0 };
    const regional: IncidentRow = { ...row([]), verdict: { ...row([]).verdict, name: 'regional', numbers } };
    const shown = [place('Riyadh', false), place('Jeddah', false), place('Paris', true)];
    expect(verdictShown(regional, shown).numbers).toEqual(numbers);
    expect(verdictShown(regional, shown.slice(1)).numbers).toEqual({ places: 2, placesFailing: 1 });
  });
  it('says whose word ended it', () => {
    const closed: IncidentRow = {
      ...row([]),
      members: row([]).members.map((member) => ({ ...member, said: true })),
    };
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <IncidentPage row={closed} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    );
    const ends = [...container.querySelectorAll('[data-kind="said"], [data-kind="cleared"]')];
    expect(ends.map(({ lastChild }) => lastChild?.textContent)).toEqual([
      `You say that ${nameOf()} works.`,
      'Closed on your word, after 1 hour.',
    ]);
    expect(container.querySelector('[data-kind="back"], [data-kind="over"]')).toBeNull();
  });

  it('is told in the present from beginning to end', () => {
    const { container } = render(
      page({ ...row([{ at: NOON + 1, kind: 'opened' }]), phases: [{ at: NOON, verdict: 'service_down' }] }),
    );
    const lines = [...container.querySelectorAll('.chapters li')].map(
      ({ lastChild }) => lastChild?.textContent,
    );
    expect(lines).toEqual([
      'GitHub stops answering.',
      'GitHub is down for others too.',
      'You are told.',
      'GitHub answers again.',
      'Over after 1 hour.',
    ]);
  });

  it('says each notice in its own words', () => {
    const notices: ToldRow[] = [
      { at: NOON + 1, kind: 'opened' },
      { at: NOON + 2, kind: 'updated' },
      { at: NOON + 3, kind: 'updated', mood: 'flapping' },
      { at: NOON + 4, kind: 'closed', mood: 'flapping' },
      { at: NOON + 5, kind: 'closed' },
      { at: NOON + 6, kind: 'closed', mood: 'wished' },
      { at: NOON + 7, kind: 'closed', mood: 'morning' },
      { at: NOON + 8, kind: 'cleared' },
    ];
    const { container } = render(
      <SpeechContext.Provider value={speech}>
        <IncidentPage row={row(notices)} nameOf={nameOf} back="#" />
      </SpeechContext.Provider>,
    );
    const told = [...container.querySelectorAll('[data-kind="told"] > span')];
    expect(told.map(({ textContent }) => textContent)).toEqual([
      'You are told.',
      'You are told what changed.',
      'You are told that it comes and goes.',
      'You are told that it is steady again.',
      'You are told that it is back.',
      'You are told that it is back, as you wished.',
      'You are told after your quiet hours.',
      'The notification is taken away.',
    ]);
  });
});
