// @vitest-environment happy-dom
/** What was heard of an incident, on its page and on paper. */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { IncidentEvidence } from '@/components/history/IncidentEvidence';
import { SpeechContext } from '@/components/words';
import type { EvidenceLine } from '@/utils/model';
import type { IncidentRow } from '@/utils/store/rows';
import { NOON, nameOf, probe, row, speech } from './github-hour';

afterEach(cleanup);

describe('the evidence of an incident', () => {
  const page = (incident: IncidentRow) => (
    <SpeechContext.Provider value={speech}>
      <IncidentEvidence row={incident} nameOf={nameOf} />
    </SpeechContext.Provider>
  );
  const heard = (at: number, ...lines: EvidenceLine[]) => ({ at, service: 'github', lines });
  it('says what was heard as the popup does, the newest first', () => {
    const answered = { kind: 'answered', status: 200, tookMs: 90 } as const;
    const controls = ['Apple', 'Google', 'Mozilla'].map(
      (who): EvidenceLine => ({ source: 'control', who, said: answered, at: NOON, place: null }),
    );
    const lines = [probe(NOON, answered), ...controls, probe(NOON + 9_000, { kind: 'timeout' })];
    const { container } = render(page({ ...row([]), evidence: [heard(NOON + 10_000, ...lines)] }));
    const own = [...container.querySelectorAll('[data-evidence="probe"]')];
    expect(own.map(({ textContent }) => textContent)).toEqual([
      'no answer in time12:00:09',
      'before that: answered in 0.1 secs12:00:00',
    ]);
    const shape = own[0]?.querySelector('.shape');
    expect(shape?.getAttribute('class')).toBe('shape theirs');
    expect(container.querySelector('.each summary')?.textContent).toBe('3 of 3 answer');
  });

  it('unfolds for the printer what is folded, and folds it again', () => {
    const evidence = [
      heard(NOON, probe(NOON, { kind: 'timeout' })),
      heard(NOON + 90_000, probe(NOON + 90_000, { kind: 'timeout' })),
    ];
    const { container } = render(page({ ...row([]), evidence }));
    const open = () =>
      [...container.querySelectorAll<HTMLDetailsElement>('.heard details')].map((one) => one.open);
    const before = open();
    expect(before).toContain(false);
    dispatchEvent(new Event('beforeprint'));
    expect(new Set(open())).toEqual(new Set([true]));
    dispatchEvent(new Event('afterprint'));
    expect(open()).toEqual(before);
  });
});
