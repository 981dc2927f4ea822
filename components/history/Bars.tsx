/** The bars of a lane. */
import type { EpochMs } from '@/utils/model';
import type { GapRow } from '@/utils/store/rows';
import { useSpeech } from '../words';
import { useGapWords } from './Gaps';
import type { Block } from './lanes';
import { hashOf, type Place } from './place';
import { sayIncident, sayStretch } from './say';
import type { Stretch } from './stretches';

/** Where a stretch lies in the range. */
export interface Scale {
  place: (stretch: Stretch) => { insetInlineStart: string; inlineSize: string } | null;
}

/** Makes the scale of a range. */
export function scaleOf({ from, to }: Stretch): Scale {
  const share = (at: EpochMs) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100;
  return {
    place: (one) =>
      one.to <= from || one.from >= to
        ? null
        : {
            insetInlineStart: `${share(one.from).toFixed(3)}%`,
            inlineSize: `${(share(one.to) - share(one.from)).toFixed(3)}%`,
          },
  };
}

/** Draws one stretch. */
export function Bar({ kind, stretch, scale }: { kind: string; stretch: Stretch; scale: Scale }) {
  const { tongue, now } = useSpeech();
  const style = scale.place(stretch);
  if (style === null) return null;
  return (
    <i class={kind} style={style} title={kind === 'yours' ? sayStretch(stretch, now, tongue) : undefined} />
  );
}

/** Draws when nobody watched. What is said of it on hover is in the table below for everyone else. */
export function Gaps({ gaps, scale }: { gaps: readonly GapRow[]; scale: Scale }) {
  const words = useGapWords();
  return gaps.map((gap) => {
    const style = scale.place(gap);
    return style === null ? null : (
      <i key={gap.from} class={`gap ${gap.why}`} style={style} title={words(gap)} />
    );
  });
}

/** Draws one that the log tells of. A way in for the mouse; the list of incidents below is the same for everyone else. */
export function Outage({
  block,
  scale,
  place,
  names,
}: {
  block: Block;
  scale: Scale;
  place: Place;
  names: readonly string[];
}) {
  const { tongue, now } = useSpeech();
  const style = scale.place(block);
  if (style === null) return null;
  const words = `${sayIncident(block.incident, names, tongue)} · ${sayStretch(block, now, tongue)}`;
  return (
    <a
      class={`outage ${block.tone}`}
      style={style}
      title={words}
      tabIndex={-1}
      href={hashOf({ ...place, incident: block.incident.id }, now)}
    >
      <span class="hidden">{words}</span>
    </a>
  );
}
