/** One lane for each service and one for one's own connection. What nobody watched is a gap. */

import type { ServiceId } from '@/utils/model';
import type { GapRow, RangeData } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Named } from '../Named';
import { ServiceMark } from '../ServiceMark';
import { useSpeech } from '../words';
import { Bar, Gaps, Outage, type Scale, scaleOf } from './Bars';
import { GapTable } from './Gaps';
import { LaneTable, Legend } from './LaneTable';
import { type Lane, ownBlocks } from './lanes';
import { OwnMark } from './Marks';
import type { OwnLine } from './own-line';
import { boundsOf, firstDayOf, type Place } from './place';
import { marksOf, sayUptime } from './say';
import type { Stretch } from './stretches';

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
  const told = place.side === 'theirs' ? [] : ownBlocks(data, now);
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
            <OwnMark />
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
            {told.map((block) => (
              <Outage
                key={block.incident.id}
                block={block}
                scale={scale}
                place={place}
                names={block.incident.members.map(({ service }) => nameOf(service))}
              />
            ))}
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
          <Outage key={block.incident.id} block={block} scale={scale} place={place} names={[name]} />
        ))}
      </span>
      <span class="lane-end">{sayUptime(lane.uptime, tongue)}</span>
    </div>
  );
}
