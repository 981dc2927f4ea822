/**
 * Who is asked while all is well, and while favourites fail of which not everybody may hear: counts every request of
 * some minutes by host. `--minutes` says how many for each situation, `--only` chooses situations by a word, `--browser`
 * a browser. Prints one JSON object. Runs inside the lab.
 */
import { parseArgs } from 'node:util';
import { META, OTHERS, type Wanted } from '../e2e/backups.ts';
import { untilAllWell } from '../e2e/expectations.ts';
import { BROWSERS, startWorld, type WorldOptions } from '../e2e/world.ts';
import type { SeenRequest } from '../lab/lab.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: BROWSERS.join() },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '10' },
  },
});

const OWN: Wanted = { url: 'https://wiki.example/', name: 'Our wiki' };
const PRIVATE: Wanted = { url: 'http://printer.lan/', name: 'Printer' };
const FAVOURITES = [...META, ...OTHERS, OWN, PRIVATE];
/** All that may be heard of nobody but themselves. */
const UNSPOKEN = ['wiki.example', 'printer.lan'];
const ONLY_RESOLVERS = { resolvers: true, providerReports: false, vantages: false, routing: false };

interface Heard {
  /** Requests by host; to sources with what they were asked about. */
  asked: Record<string, number>;
  /** Requests to others that name what nobody else may hear of. */
  toldOfOwn: string[];
}

/** Watches for the minutes asked for, with some hosts refusing, and counts. */
async function listen(
  browser: (typeof BROWSERS)[number],
  settings: WorldOptions['settings'],
  refusing: readonly string[],
): Promise<Heard> {
  const world = await startWorld(browser, {
    grant: 'all',
    favourites: FAVOURITES,
    ...(settings && { settings }),
  });
  try {
    await untilAllWell(world.driver);
    world.lab.clearRequests();
    for (const host of refusing) world.lab.set(host, { tcp: 'refused' });
    await new Promise((done) => setTimeout(done, Number(values.minutes) * 60_000));
    return heardIn(world.lab.requests());
  } finally {
    await world.close();
  }
}

function heardIn(requests: readonly SeenRequest[]): Heard {
  const asked: Record<string, number> = {};
  const toldOfOwn: string[] = [];
  for (const { method, host, path } of requests) {
    const key = `${method} ${host}${pathOf(path)}`;
    asked[key] = (asked[key] ?? 0) + 1;
    if (UNSPOKEN.includes(host)) continue;
    if (UNSPOKEN.some((one) => path.includes(one))) toldOfOwn.push(`${method} ${host}${path}`);
  }
  return { asked, toldOfOwn };
}

/** Without what differs from one question to the next. */
function pathOf(path: string): string {
  const url = new URL(path, 'https://any.example');
  const name = url.searchParams.get('name');
  const start = url.pathname.replace(/\/measurements\/.+/, '/measurements/…');
  return name === null ? start : `${start}?name=${name}`;
}

const SITUATIONS: Readonly<Record<string, [WorldOptions['settings'], readonly string[]]>> = {
  allWell: [undefined, []],
  failingAndOnlyResolvers: [{ sources: ONLY_RESOLVERS }, [...UNSPOKEN, 'github.com']],
  failingAndAllSources: [undefined, UNSPOKEN],
};

const figures: Record<string, unknown> = { minutes: Number(values.minutes) };
for (const browser of BROWSERS.filter((one) => values.browser.includes(one))) {
  const heard: Record<string, Heard> = {};
  for (const [name, [settings, refusing]] of Object.entries(SITUATIONS)) {
    if (name.includes(values.only)) heard[name] = await listen(browser, settings, refusing);
  }
  figures[browser] = heard;
}
console.log(JSON.stringify(figures));
