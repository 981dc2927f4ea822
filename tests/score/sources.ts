/** The third parties of the simulated internet, answering in their own formats. */
import type { WireReply, WireRequest } from '@/utils/model';
import { type Location, Measurements, nearness, placesIn } from '../sources/globalping.ts';
import { type NameTruth, resolverJson } from '../sources/resolver.ts';
import { ripestatJson } from '../sources/ripestat.ts';
import { type ReportTruth, statuspageJson } from '../sources/statuspage.ts';
import { answer, json, silence } from './answers';
import { ADDRESS, ADDRESS_PREFIX } from './cast';
import type { Places } from './scenario';

const RESOLVER_MS = 200;
const FEED_MS = 500;
const ROUTING_MS = 1_000;
const CREATE_MS = 150;
const LOOK_MS = 100;
/** A measurement is finished this long after it was created. */
const MEASURED_MS = 3_000;
const OWN_ADDRESS = '5.156.1.7';

/** A public resolver, in either dialect. */
export function resolverReply(request: WireRequest, outcome: string): WireReply {
  if (outcome === 'timeout') return silence(request);
  return json(request, resolverJson(new URL(request.url), outcome as NameTruth, ADDRESS), RESOLVER_MS);
}

const REPORTS: ReadonlySet<string> = new Set(['none', 'minor', 'major', 'critical', 'maintenance']);

/** A status page, if there is one. */
export function feedReply(request: WireRequest, status: string, iso: string): WireReply {
  if (status === 'unreachable') return silence(request);
  if (!REPORTS.has(status)) {
    return answer(request, { status: 404, tookMs: FEED_MS, body: '<html>Not here</html>' });
  }
  return json(
    request,
    statuspageJson(request.url, status as ReportTruth, 'We are looking into it.', iso),
    FEED_MS,
  );
}

/** RIPEstat. */
export function routingReply(
  request: WireRequest,
  now: number,
  shareOf: (prefix: string) => number,
): WireReply {
  const networkOf = (address: string) =>
    address === ADDRESS
      ? { asns: ['64501'], prefix: ADDRESS_PREFIX }
      : { asns: ['25019'], prefix: '5.156.0.0/24' };
  return json(
    request,
    ripestatJson(new URL(request.url), { ownAddress: OWN_ADDRESS, now, shareOf, networkOf }),
    ROUTING_MS,
  );
}

/** The worldwide probe network. */
export class Vantages {
  private readonly measurements = new Measurements(MEASURED_MS);
  private count = 0;

  create(
    request: WireRequest,
    now: number,
    truth: (target: string) => Places | null,
    random: () => number,
  ): WireReply {
    const body = JSON.parse(request.body ?? '{}') as { target: string; locations?: Location[] };
    const places = truth(body.target);
    if (places === null) return answer(request, { status: 503, tookMs: CREATE_MS, body: 'unavailable' });
    const asked = placesIn(body);
    this.count += 1;
    const fails = failuresOf(asked, places, random);
    const created = this.measurements.create(`m${this.count}`, now, body.target, asked, fails);
    return answer(request, {
      status: 202,
      tookMs: CREATE_MS,
      body: JSON.stringify(created),
      headers: {
        'content-type': 'application/json',
        'x-ratelimit-limit': '250',
        'x-ratelimit-remaining': '190',
      },
    });
  }

  look(request: WireRequest, now: number): WireReply {
    const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const measurement = this.measurements.look(id, now);
    if (measurement !== null) return json(request, measurement, LOOK_MS);
    return json(request, { error: { type: 'not_found', message: "Couldn't find it." } }, LOOK_MS, 404);
  }
}

/** Which of the asked places fail: shares are kept also in small samples, from a random start. */
function failuresOf(asked: readonly Location[], places: Places, random: () => number): (string | null)[] {
  const { own_country, own_isp, fail, n, kind } = places;
  const shares = {
    network: [own_isp[0], own_isp[1]],
    country: [own_country[0] - own_isp[0], own_country[1] - own_isp[1]],
    far: [fail - own_country[0], n - own_country[1]],
  } as const;
  const starts = { network: random(), country: random(), far: random() };
  const counts = { network: 0, country: 0, far: 0 };
  return asked.map((location) => {
    const group = nearness(location);
    const [failing, of] = shares[group];
    const share = of > 0 ? Math.max(0, Math.min(1, failing / of)) : fail / Math.max(1, n);
    const position = counts[group] + starts[group];
    counts[group] += 1;
    const fails = Math.floor((position + 1) * share) > Math.floor(position * share);
    return fails ? (kind ?? 'timeout') : null;
  });
}
