/** The way from you to the service, and where it breaks. */

import { linkWord, sayChain } from '@/utils/diagnosis/explain-row';
import type { ChainLink, Lead, LinkState } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from './words';

const LINKS: readonly ChainLink[] = ['you', 'network', 'addresses', 'provider', 'region', 'service'];

function Knot({ state }: { state: LinkState }) {
  const path = {
    tested: 'M2.5 6.2 5 8.7l4.5-5',
    passed: 'M6 6h.01',
    broken: 'M3 3l6 6M9 3 3 9',
    slow: 'M6 3v3.4L8 8',
    unknown: 'M6 6h.01',
  }[state];
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  );
}

/** The link that broke: two ends that no longer meet. */
function Crack() {
  return (
    <svg class="crack" viewBox="0 0 34 16" preserveAspectRatio="none" aria-hidden="true">
      <path
        d="M0 8h13l-3-6M34 8H21l3 6"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** Draws the chain with the two sides under it. */
export function Chain({ lead }: { lead: Pick<Lead, 'chain' | 'side'> }) {
  const { tongue } = useSpeech();
  return (
    <>
      <p class="hidden">{sayChain(lead.chain, tongue)}</p>
      <ol class="chain" aria-hidden="true">
        {LINKS.map((link) => (
          <li key={link} data-link={link} data-state={lead.chain[link]}>
            {lead.chain[link] === 'broken' && link !== 'you' && <Crack />}
            <span class="knot">
              <Knot state={lead.chain[link]} />
            </span>
            {linkWord(link, tongue)}
          </li>
        ))}
      </ol>
      {lead.side !== null && (
        <div class="sides" aria-hidden="true">
          <span class={lead.side === 'yours' ? 'on' : ''}>{m.chain_your_side({}, tongue)}</span>
          <span class={lead.side === 'theirs' ? 'on' : ''}>{m.chain_their_side({}, tongue)}</span>
        </div>
      )}
    </>
  );
}
