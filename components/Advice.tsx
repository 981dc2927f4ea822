/** What to do, with a button where a button can do it and steps where only the person can. */

import type { Words } from '@/utils/diagnosis/explain';
import type { VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { PortalButton } from './PortalButton';
import { usePopupActions } from './popup-actions';
import { useSpeech } from './words';

const SOURCES = 'options.html#sources';

/** Shows the advice sentence of a verdict and what helps to follow it. */
export function Advice({
  verdict,
  words: { todo, leadsTo },
  page,
}: {
  verdict: VerdictName;
  words: Pick<Words, 'todo' | 'leadsTo'>;
  /** Its status page, where one was read. */
  page: string | undefined;
}) {
  const { openPortal } = usePopupActions();
  if (verdict === 'captive_portal') return <PortalButton open={openPortal} />;
  if (leadsTo === 'sources') {
    return (
      <p class="acts">
        <a class="button main" href={SOURCES} target="_blank" rel="noreferrer">
          {todo}
        </a>
      </p>
    );
  }
  const where = leadsTo === 'status-page' ? page : undefined;
  return (
    <>
      {todo !== null && (
        <p class="todo">
          {where !== undefined ? (
            <a href={where} target="_blank" rel="noreferrer">
              {todo}
            </a>
          ) : (
            todo
          )}
        </p>
      )}
      <How verdict={verdict} />
    </>
  );
}

const STEPS: Readonly<Partial<Record<VerdictName, readonly (typeof m.popup_how_dns_1)[]>>> = {
  local_dns: [m.popup_how_dns_1, m.popup_how_dns_2, m.popup_how_dns_3],
  clock_skew: [m.popup_how_clock_1, m.popup_how_clock_2],
};

function How({ verdict }: { verdict: VerdictName }) {
  const { tongue } = useSpeech();
  const steps = STEPS[verdict];
  if (steps === undefined) return null;
  return (
    <details class="how">
      <summary>{m.popup_how({}, tongue)}</summary>
      <ol>
        {steps.map((say, index) => (
          <li key={index}>{say({}, tongue)}</li>
        ))}
      </ol>
    </details>
  );
}
