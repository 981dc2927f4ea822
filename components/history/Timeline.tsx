/** One lane for each service and one for one's own connection. What nobody watched is a gap. */

import { sayTogether } from '@/utils/diagnosis/locale';
import type { EpochMs, ServiceId } from '@/utils/model';
import type { GapRow, RangeData } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Icon } from '../Icon';
import { Named } from '../Named';
import { ServiceMark } from '../ServiceMark';
import { useSpeech } from '../words';
import { GapTable, useGapWords } from './Gaps';
import { LaneTable, Legend } from './LaneTable';
import type { Block, Lane } from './lanes';
import type { OwnLine } from './own-line';
import { boundsOf, firstDayOf, hashOf, type Place } from './place';
import { marksOf, sayIncident, sayStretch, sayUptime } from './say';
import type { Stretch } from './stretches';

interface Scale {
  place: (stretch: Stretch) => { insetInlineStart: string; inlineSize: string } | null;
}

function scaleOf({ from, to }: Stretch): Scale {
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

interface Props {
  data: RangeData;
  /** A lane for each service in the data. */
  every: readonly Lane[];
  own: OwnLine;
  place: Place;
  nameOf: (id: ServiceId) => string;
}

/** Draws the lanes, and the same as a table. */
export function Timeline({ data, every, own, place, nameOf }: Props) {
  const { tongue, now } = useSpeech();
  const lanes = every.filter((lane) => place.service === null || lane.service === place.service);
  const faults = place.side === 'theirs' ? [] : own.stretches;
  const bounds = boundsOf(place.span, place.at, firstDayOf(tongue.tag));
  const scale = scaleOf(bounds);
  const future = { from: now, to: bounds.to };
  return (
    <section class="card">
      <h2>{m.history_timeline({}, tongue)}</h2>
      <Legend />
      <div class="lanes" aria-hidden="true">
        <div class="lane own">
          <span class="lane-name">
            <span class="monogram">
              <Icon name="computer" />
            </span>
            {m.history_own_lane({}, tongue)}
          </span>
          <span class="track">
            {own.watched.map((one) => (
              <Bar key={one.from} kind="watched" stretch={one} scale={scale} />
            ))}
            {faults.map((one) => (
              <Bar key={one.from} kind="yours" stretch={one} scale={scale} />
            ))}
            <Bar kind="future" stretch={future} scale={scale} />
          </span>
          <span class="lane-end">{sayUptime(own.share, tongue)}</span>
        </div>
        {lanes.map((lane) => (
          <Row
            key={lane.service}
            lane={lane}
            gaps={data.gaps}
            scale={scale}
            future={future}
            place={place}
            name={nameOf(lane.service)}
          />
        ))}
        <Marks span={place.span} bounds={bounds} />
      </div>
      <LaneTable lanes={lanes} own={own} nameOf={nameOf} />
      <GapTable gaps={data.gaps} />
    </section>
  );
}

function Marks({ span, bounds }: { span: Place['span']; bounds: Stretch }) {
  const { tongue } = useSpeech();
  const marks = marksOf(span, bounds, tongue);
  const columns = marks.map(({ at }, index) => `minmax(0, ${(marks[index + 1]?.at ?? bounds.to) - at}fr)`);
  return (
    <div class={`lane marks by-${span}`}>
      <span class="lane-name" />
      <span class="ticks" style={{ gridTemplateColumns: columns.join(' ') }}>
        {marks.map(({ at, text }) => (
          <span key={at} class="tick">
            {text}
          </span>
        ))}
      </span>
      <span class="lane-end" />
    </div>
  );
}

function Bar({ kind, stretch, scale }: { kind: string; stretch: Stretch; scale: Scale }) {
  const { tongue, now } = useSpeech();
  const style = scale.place(stretch);
  if (style === null) return null;
  return (
    <i class={kind} style={style} title={kind === 'yours' ? sayStretch(stretch, now, tongue) : undefined} />
  );
}

/** What is said of it on hover is in the table below for everyone else. */
function Gaps({ gaps, scale }: { gaps: readonly GapRow[]; scale: Scale }) {
  const words = useGapWords();
  return gaps.map((gap) => {
    const style = scale.place(gap);
    return style === null ? null : (
      <i key={gap.from} class={`gap ${gap.why}`} style={style} title={words(gap)} />
    );
  });
}

function Row({
  lane,
  gaps,
  scale,
  future,
  place,
  name,
}: {
  lane: Lane;
  gaps: readonly GapRow[];
  scale: Scale;
  future: Stretch;
  place: Place;
  name: string;
}) {
  const { tongue } = useSpeech();
  const blocks = lane.blocks.filter((block) => place.side === null || block.side === place.side);
  return (
    <div class="lane">
      <span class="lane-name">
        <ServiceMark id={lane.service} name={name} />
        <Named name={name} />
      </span>
      <span class="track">
        {lane.watched.map((one) => (
          <Bar key={one.from} kind="watched" stretch={one} scale={scale} />
        ))}
        {lane.slow.map((one) => (
          <Bar key={one.from} kind="slow" stretch={one} scale={scale} />
        ))}
        <Gaps gaps={gaps} scale={scale} />
        <Bar kind="future" stretch={future} scale={scale} />
        {blocks.map((block) => (
          <Outage key={block.incident.id} block={block} scale={scale} place={place} name={name} />
        ))}
      </span>
      <span class="lane-end">{sayUptime(lane.uptime, tongue)}</span>
    </div>
  );
}

/** A way in for the mouse; the list of incidents below is the same for everyone else. */
function Outage({ block, scale, place, name }: { block: Block; scale: Scale; place: Place; name: string }) {
  const { tongue, now } = useSpeech();
  const style = scale.place(block);
  if (style === null) return null;
  const line = sayIncident(block.incident, [name], tongue);
  const words = sayTogether([line, sayStretch(block, now, tongue)], tongue);
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
