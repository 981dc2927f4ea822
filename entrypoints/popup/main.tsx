/** The popup: what is stored, painted in its first frame, and kept up to date while it is open. */

import { render } from 'preact';
import type { Site } from '@/components/Here';
import { Popup } from '@/components/Popup';
import { SpeechContext, speak } from '@/components/words';
import { isStale, viewAt } from '@/utils/incidents/stale';
import type { Command, View } from '@/utils/model';
import { marksFor, readMarks } from '@/utils/platform/marks';
import { tongueFor } from '@/utils/platform/words';
import { readSettings, watchSettings } from '@/utils/store/settings';
import { readView, watchView } from '@/utils/store/snapshot';
import { createActions } from './actions';
import { findSite } from './site';
import { whileInView } from './while-in-view';

/** "Checked a minute ago" is said anew this often. */
const REPAINT_MS = 15_000;

const later = () => import('./later');

/** The site, by the name that the catalogue has for it: the first paint must know whether it is a favourite. */
async function knownSite(): Promise<Site | null> {
  const site = await findSite(location.search);
  return site && { ...site, id: (await later()).siteIdAt(site.url) ?? site.id };
}

async function start(): Promise<void> {
  let latest: View | null = null;
  // Heard from the beginning: what is stored while this page reads would be missed.
  let follow = (next: View) => {
    latest = next;
  };
  watchView((next) => follow(next));
  const reading = readMarks();
  const [stored, read, site] = await Promise.all([readView(), readSettings(), knownSite()]);
  let settings = read;
  let tongue = await tongueFor(settings.language);
  const marks = await reading;
  const first = stored ?? (await later()).firstView(settings, Date.now());
  let view: View = latest ?? first;
  let sitesFor: Awaited<ReturnType<typeof later>>['sitesFor'] = () => ({ origins: [], sockets: [] });
  const speech = () => ({
    tongue: speak(tongue, document.documentElement),
    now: Date.now(),
    marks: marksFor(settings, marks),
  });
  const actions = createActions({
    settings: () => settings,
    speech,
    sitesFor: (wanted) => sitesFor(wanted),
  });
  const paint = () => {
    const said = speech();
    render(
      <SpeechContext.Provider value={said}>
        <Popup view={viewAt(view, said.now)} site={site} actions={actions} />
      </SpeechContext.Provider>,
      document.body,
    );
  };
  follow = (next) => {
    view = next;
    paint();
  };
  paint();
  // Ready before a click, which must ask at once: after an await Firefox takes it for no click at all.
  void later().then((ready) => {
    sitesFor = ready.sitesFor;
  });
  // Nobody clicked, so that nobody need be told when nothing comes of it.
  const ask = (command: Command) =>
    actions.command(command).catch((problem: unknown) => console.error('Faultline:', problem));
  if (isStale(view, Date.now())) void ask({ command: 'check-now', service: null });
  const lookUp = () => {
    if (site !== null) void ask({ command: 'look-up', url: site.url });
  };
  if (site?.named) lookUp();
  whileInView(() => {
    if (site?.named || view.guests.some(({ id }) => id === site?.id)) lookUp();
  });
  watchSettings(async (next) => {
    tongue = await tongueFor(next.language);
    settings = next;
    paint();
  });
  setInterval(paint, REPAINT_MS);
}

void start();
