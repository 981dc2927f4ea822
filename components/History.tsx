/** The history page: an overview of a range of time, or the story of one incident. */

import type { ServiceId } from '@/utils/model';
import type { IncidentRow, RangeData } from '@/utils/store/rows';
import { m } from '@/utils/words/messages';
import { Frame } from './Frame';
import { Empty } from './history/Empty';
import { HandOn } from './history/HandOn';
import { IncidentList, type Quiet } from './history/IncidentList';
import { IncidentPage } from './history/IncidentPage';
import { Latency } from './history/Latency';
import { isUnanswered, lanesOf } from './history/lanes';
import { type OwnLine, ownLineOf } from './history/own-line';
import { boundsOf, firstDayOf, hashOf, isOwnFault, type Place } from './history/place';
import { Filters, RangeBar } from './history/RangeBar';
import { Timeline } from './history/Timeline';
import { Totals } from './history/Totals';
import { useSpeech } from './words';

interface HistoryProps {
  place: Place;
  go: (change: Partial<Place>) => void;
  /** Null while it is read. */
  data: RangeData | null;
  /** The incident of the address: undefined while it is read, null when there is none of that name. */
  incident: IncidentRow | 'unreadable' | null | undefined;
  favourites: readonly ServiceId[];
  nameOf: (id: ServiceId) => string;
  save: (what: 'json' | 'csv') => void;
  print: () => void;
  /** Opens the page that a network's sign-in answers in place of. */
  openPortal: () => void;
  /** Hands one incident on: as a page of its own, or as text in the clipboard; false when it may not be. */
  handOn: (incident: IncidentRow, as: 'page' | 'text') => Promise<boolean>;
}

/** Draws the page. The frame comes first, and the numbers when they are read. */
export function History(props: HistoryProps) {
  return (
    <Frame page="dashboard">
      {props.place.incident === null ? <Overview {...props} /> : <OneIncident {...props} />}
    </Frame>
  );
}

function OneIncident({ place, incident, nameOf, handOn, openPortal }: HistoryProps) {
  const { tongue, now } = useSpeech();
  const back = hashOf({ ...place, incident: null }, now);
  if (incident === undefined) {
    return (
      <p class="card soft" aria-busy="true">
        {m.history_reading({}, tongue)}
      </p>
    );
  }
  if (incident !== null && incident !== 'unreadable') {
    return (
      <IncidentPage row={incident} nameOf={nameOf} back={back} openPortal={openPortal}>
        {!isOwnFault(incident) && <HandOn onHandOn={(as) => handOn(incident, as)} />}
      </IncidentPage>
    );
  }
  return (
    <section class="card">
      <h1>{m.history_title({}, tongue)}</h1>
      <p role="alert">
        {(incident === null ? m.history_unknown_incident : m.history_incident_unreadable)({}, tongue)}
      </p>
      <a class="back" href={back}>
        {m.history_back({}, tongue)}
      </a>
    </section>
  );
}

function quietOf(data: RangeData, own: OwnLine): Quiet {
  if (isUnanswered(data)) return 'unexplained';
  return own.stretches.length > 0 ? 'own' : 'calm';
}

function Overview({ place, go, data, favourites, nameOf, save, print }: HistoryProps) {
  const { tongue, now } = useSpeech();
  const bare =
    data !== null && data.incidents.length === 0 && data.services.every(({ points }) => points.length === 0);
  const isPast = boundsOf(place.span, place.at, firstDayOf(tongue.tag)).to <= now;
  const lanes = data === null ? [] : lanesOf(data, now);
  const own = data === null ? null : ownLineOf(data, lanes, now);
  const services = [...new Set([...favourites, ...(data?.services.map(({ service }) => service) ?? [])])];
  return (
    <>
      <h1>{m.history_title({}, tongue)}</h1>
      {(!bare || favourites.length > 0) && <RangeBar place={place} go={go} />}
      {data?.unreadable ? (
        <p class="card" role="alert">
          {m.memory_log_unreadable({}, tongue)}
        </p>
      ) : bare ? (
        <Empty watching={favourites.length > 0} past={isPast} />
      ) : (
        <>
          <Totals data={data} lanes={lanes} own={own} />
          <Filters place={place} go={go} services={services} nameOf={nameOf} />
          {data === null || own === null ? (
            <section class="card waiting" aria-busy="true">
              <p class="soft">{m.history_reading({}, tongue)}</p>
            </section>
          ) : (
            <>
              <Timeline data={data} every={lanes} own={own} place={place} nameOf={nameOf} />
              <IncidentList
                incidents={data.incidents}
                quiet={quietOf(data, own)}
                place={place}
                nameOf={nameOf}
              />
              <Latency data={data} service={place.service} nameOf={nameOf} />
            </>
          )}
        </>
      )}
      {!bare && (
        <section class="saving">
          <button type="button" data-action="save-csv" onClick={() => save('csv')}>
            {m.history_save_csv({}, tongue)}
          </button>
          <button type="button" data-action="save-json" onClick={() => save('json')}>
            {m.history_save_json({}, tongue)}
          </button>
          <button type="button" onClick={print}>
            {m.history_print({}, tongue)}
          </button>
        </section>
      )}
    </>
  );
}
