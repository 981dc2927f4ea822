/** The way from you to the service, as one drawn picture that shows where it breaks. */

import { Fragment } from 'preact';
import { linkWord, sayChain } from '@/utils/diagnosis/explain-row';
import type { Lead } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { CHAIN, CHAIN_HEIGHT, CHAIN_WIDTH, chainStrokes } from './chain-drawing';
import { isMirrored, useSpeech } from './words';

/** Draws the chain with the two sides under it; one sentence says it for those who do not see it. */
export function Chain({ lead }: { lead: Pick<Lead, 'chain' | 'side'> }) {
  const { tongue } = useSpeech();
  const { chain, side } = lead;
  const strokes = chainStrokes(chain, side, isMirrored(tongue));
  return (
    <div class="chain" title={m.chain_key({}, tongue)}>
      <svg viewBox={`0 0 ${CHAIN_WIDTH} ${CHAIN_HEIGHT}`} role="img" aria-label={sayChain(chain, tongue)}>
        {strokes.map(({ d, look }) => (
          <path key={d} class={look} d={d} />
        ))}
      </svg>
      <div class="labels" aria-hidden="true">
        {CHAIN.map((link) => (
          <span key={link} data-link={link} data-state={chain[link]}>
            <Label text={linkWord(link, tongue)} />
          </span>
        ))}
      </div>
      {side !== null && (
        <div class="sides" aria-hidden="true">
          <span class={side === 'yours' ? 'on' : ''}>
            <b>{m.chain_your_side({}, tongue)}</b>
          </span>
          <span class={side === 'theirs' ? 'on' : ''}>
            <b>{m.chain_their_side({}, tongue)}</b>
          </span>
        </div>
      )}
    </div>
  );
}

/** Firefox breaks no word at its hyphen that must not be broken elsewhere. */
function Label({ text }: { text: string }) {
  const [first = '', ...rest] = text.split(/(?<=-)/);
  return (
    <>
      {first}
      {rest.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
