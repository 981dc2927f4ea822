/** The history page: the frame is painted at once, what the log holds of the range follows. */

import { render } from 'preact';
import { History } from '@/components/History';
import { boundsOf, firstDayOf, hashOf, type Place, placeOf, type Span } from '@/components/history/place';
import { isSettled } from '@/components/history/story';
import { sayUnread } from '@/components/unread';
import { SpeechContext, speak } from '@/components/words';
import { catalogue, serviceById } from '@/utils/catalogue/find';
import { isPrivateHost } from '@/utils/catalogue/private-host';
import { watchedOf } from '@/utils/catalogue/watched';
import { reportOf } from '@/utils/diagnosis/report';
import { reportHtml, reportText } from '@/utils/diagnosis/report-forms';
import type { ServiceId, Settings, View } from '@/utils/model';
import { copyText } from '@/utils/platform/clipboard';
import { saveText } from '@/utils/platform/file';
import { marksFor, readMarks } from '@/utils/platform/marks';
import { openPortalPage } from '@/utils/platform/portal-page';
import { tongueFor } from '@/utils/platform/words';
import { incidentsCsv } from '@/utils/store/incidents-csv';
import { settingsOnceRead } from '@/utils/store/once-read';
import { readIncident, readRange } from '@/utils/store/range';
import type { IncidentRow, RangeData } from '@/utils/store/rows';
import { watchSettings } from '@/utils/store/settings';
import { watchView } from '@/utils/store/snapshot';
import { rereading } from './reread';

/** New answers that change nothing are drawn this often at most. */
const REREAD_MS = 30_000;
const DAY_MS = 86_400_000;
/** So long the page may wait to know its range. */
const LOOK_MS = 250;

async function start(): Promise<void> {
  const reading = readMarks();
  let settings = await settingsOnceRead(async () => sayUnread(await tongueFor('browser')));
  let tongue = await tongueFor(settings.language);
  const marks = await reading;
  const usual = location.hash === '' ? await Promise.race([usualSpan(settings), weekSoon()]) : 'week';
  let place = placeOf(location.hash, Date.now(), usual);
  let data: RangeData | null = null;
  let incident: IncidentRow | 'unreadable' | null | undefined;
  let readAt = 0;

  const tongueNow = () => speak(tongue, document.documentElement);

  function nameOf(id: ServiceId): string {
    return knownName(id) ?? customName(settings, id) ?? id;
  }

  function paint(): void {
    render(
      <SpeechContext.Provider
        value={{ tongue: tongueNow(), now: Date.now(), marks: marksFor(settings, marks) }}
      >
        <History
          place={place}
          go={go}
          data={data}
          incident={incident}
          favourites={watchedOf(settings, catalogue).map(({ id }) => id)}
          nameOf={nameOf}
          save={save}
          print={() => window.print()}
          openPortal={() => void openPortalPage()}
          handOn={handOn}
        />
      </SpeechContext.Provider>,
      document.body,
    );
  }

  async function read(): Promise<void> {
    const wanted = place;
    readAt = Date.now();
    if (wanted.incident !== null) {
      const row = await readIncident(wanted.incident).catch(() => 'unreadable' as const);
      if (wanted.incident !== place.incident) return;
      incident = row;
    } else {
      const { from, to } = boundsOf(wanted.span, wanted.at, firstDayOf(tongueNow().tag));
      const next = await readRange(
        from,
        to,
        watchedOf(settings, catalogue).map(({ id }) => id),
      );
      if (wanted.span !== place.span || wanted.at !== place.at) return;
      data = next;
    }
    paint();
  }

  /** Nothing can happen any more in what is shown. */
  function isOver(): boolean {
    if (place.incident !== null)
      return typeof incident === 'object' && incident !== null && isSettled(incident, Date.now());
    return boundsOf(place.span, place.at, firstDayOf(tongueNow().tag)).to <= Date.now();
  }

  /** Every place has an address, so that it can be kept, sent and gone back to. */
  function go(change: Partial<Place>): void {
    const hash = hashOf({ ...place, ...change }, Date.now());
    if ('text' in change) {
      history.replaceState(null, '', hash);
      arrive();
    } else location.hash = hash;
  }

  function arrive(): void {
    const before = place;
    place = placeOf(location.hash, Date.now(), usual);
    if (before.incident !== place.incident) {
      incident = undefined;
      window.scrollTo(0, 0);
    }
    paint();
    void read();
  }

  function save(what: 'json' | 'csv'): void {
    if (data === null) return;
    const text = what === 'json' ? JSON.stringify(data, null, 2) : incidentsCsv(data.incidents);
    saveText(`faultline-history.${what}`, text, what === 'json' ? 'application/json' : 'text/csv');
  }

  async function handOn(row: IncidentRow, as: 'page' | 'text'): Promise<boolean> {
    const tongue = tongueNow();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    // What the person called it is theirs.
    const publicName = (id: ServiceId) => knownName(id) ?? id;
    const report = reportOf(row, { nameOf: publicName, isPrivate, tongue, now: Date.now(), timeZone });
    // An incident of nothing but private addresses is nobody else's business.
    if (report === null) return false;
    if (as === 'text') return copyText(reportText(report));
    saveText('faultline-incident.html', reportHtml(report, tongue), 'text/html');
    return true;
  }

  paint();
  addEventListener('hashchange', arrive);
  let shown = '';
  // The log is written before the view: whoever looks on as something happens reads of it at once.
  const readAgain = rereading(read);
  watchView((view) => {
    const before = shown;
    shown = stateIn(view);
    if (isOver()) return;
    if (shown !== before || Date.now() - readAt > REREAD_MS) readAgain();
  });
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    paint();
    void read();
  });
  await read();
}

/** A week says little while the watch is younger than a day. */
async function usualSpan(settings: Settings): Promise<Span> {
  const now = Date.now();
  const ids = watchedOf(settings, catalogue).map(({ id }) => id);
  const { services } = await readRange(now - 7 * DAY_MS, now - DAY_MS, ids);
  return services.some(({ points }) => points.length > 0) ? 'week' : 'day';
}

/** The page is drawn though the log does not answer. */
function weekSoon(): Promise<Span> {
  return new Promise((done) => {
    setTimeout(done, LOOK_MS, 'week');
  });
}

/** Gives a catalogue service's name in the language of the page. */
function knownName(id: ServiceId): string | undefined {
  const known = serviceById(id);
  return (document.documentElement.lang === 'ar' ? known?.nameAr : null) ?? known?.name;
}

/** Tells whether an id of no catalogue service, its host and port, may not be named. */
function isPrivate(id: ServiceId): boolean {
  const url = `http://${id}/`;
  if (serviceById(id) !== undefined) return false;
  return !URL.canParse(url) || isPrivateHost(new URL(url).hostname);
}

/** What the incidents of a view depend on. */
function stateIn({ favourites }: View): string {
  return JSON.stringify(
    favourites.map(({ id, health, verdict, since }) => [id, health, verdict.name, since]),
  );
}

function customName(settings: Settings, id: ServiceId): string | undefined {
  return watchedOf(settings, catalogue).find((one) => one.id === id)?.name;
}

void start();
