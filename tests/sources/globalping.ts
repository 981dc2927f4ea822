/** The worldwide probe network: measurements that take their time, with results by the truth when they were made. Pure. */

export interface Location {
  asn?: number;
  country?: string;
  continent?: string;
  limit?: number;
}

/** How one place fares; null when it answers. */
export type Failing = string | null;

interface Measurement {
  createdAt: number;
  target: string;
  results: { probe: unknown; result: unknown }[];
}

type Place = readonly [country: string, city: string, continent: string, latitude: number, longitude: number];

const FAR: Readonly<Record<string, Place>> = {
  EU: ['FR', 'Paris', 'EU', 48.86, 2.35],
  NA: ['US', 'Ashburn', 'NA', 39.04, -77.49],
  AS: ['JP', 'Tokyo', 'AS', 35.69, 139.69],
  SA: ['BR', 'Sao Paulo', 'SA', -23.55, -46.63],
  OC: ['AU', 'Sydney', 'OC', -33.87, 151.21],
  AF: ['ZA', 'Johannesburg', 'AF', -26.2, 28.05],
};
const HOME: Place = ['SA', 'Riyadh', 'AS', 24.71, 46.67];
/** The reader's own network and country in every play. */
const OWN_ASN = 25019;
/** As they are called there. */
const NETWORKS: Readonly<Record<number, string>> = {
  25019: 'Saudi Telecom Company JSC',
  39386: 'Mobile of Saudi Telecom',
  16276: 'OVH SAS',
};
const OWN_COUNTRY = 'SA';

/** Places asked, in the order they were asked. */
export function placesIn(body: { locations?: Location[] }): Location[] {
  return (body.locations ?? []).flatMap((one) => Array.from({ length: one.limit ?? 1 }, () => one));
}

/** Tells whether a place is the reader's own network, its country, or far away. */
export function nearness({ asn, country }: Location): 'network' | 'country' | 'far' {
  if (asn === OWN_ASN) return 'network';
  return country === OWN_COUNTRY ? 'country' : 'far';
}

/** Gives the country that a place stands in. */
export function countryOf(location: Location): string {
  return placeOf(location)[0];
}

function placeOf(location: Location): Place {
  return nearness(location) === 'far' ? (FAR[location.continent ?? 'EU'] ?? HOME) : HOME;
}

/** Keeps measurements until they are collected. */
export class Measurements {
  private readonly all = new Map<string, Measurement>();
  private readonly finishesAfterMs: number;

  constructor(finishesAfterMs: number) {
    this.finishesAfterMs = finishesAfterMs;
  }

  /** Starts one; gives the body of the 202. */
  create(
    id: string,
    now: number,
    target: string,
    places: readonly Location[],
    fails: readonly Failing[],
  ): unknown {
    const results = places.map((place, index) => ({
      probe: probeOf(place),
      result: fails[index] == null ? finished(200) : failing(fails[index] ?? 'timeout'),
    }));
    this.all.set(id, { createdAt: now, target, results });
    return { id, probesCount: places.length };
  }

  /** Looks at one; null when there is none. */
  look(id: string, now: number): unknown {
    const measurement = this.all.get(id);
    if (measurement === undefined) return null;
    const { createdAt, target, results } = measurement;
    const done = now - createdAt >= this.finishesAfterMs;
    const updatedAt = Math.min(now, createdAt + this.finishesAfterMs);
    return {
      id,
      type: 'http',
      status: done ? 'finished' : 'in-progress',
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
      target,
      probesCount: results.length,
      results: done
        ? results
        : results.map(({ probe }) => ({ probe, result: { status: 'in-progress', rawOutput: '' } })),
    };
  }
}

function probeOf(location: Location): unknown {
  const [country, city, continent, latitude, longitude] = placeOf(location);
  const asn = location.asn ?? (country === OWN_COUNTRY ? 39386 : 16276);
  return {
    continent,
    region: 'somewhere',
    country,
    state: null,
    city,
    asn,
    latitude,
    longitude,
    network: NETWORKS[asn] ?? 'A network',
    tags: ['eyeball-network'],
    resolvers: ['private'],
  };
}

function finished(statusCode: number, tlsError: string | null = null): unknown {
  return {
    status: 'finished',
    resolvedAddress: '31.13.65.3',
    headers: {},
    rawHeaders: '',
    rawBody: '',
    rawOutput: '',
    truncated: false,
    statusCode,
    statusCodeName: 'x',
    timings: { total: 200, dns: 10, tcp: 50, tls: 60, firstByte: 80, download: 0 },
    tls: {
      authorized: tlsError === null,
      ...(tlsError !== null && { error: tlsError }),
      protocol: 'TLSv1.3',
    },
  };
}

const TEXT: Readonly<Record<string, { rawOutput: string; failureSource: string }>> = {
  timeout: { rawOutput: 'Request timeout.', failureSource: 'target' },
  dns: { rawOutput: 'queryA ESERVFAIL www.scenario.example.com', failureSource: 'resolver' },
  refused: { rawOutput: 'connect ECONNREFUSED 31.13.65.3:443', failureSource: 'target' },
  reset: { rawOutput: 'read ECONNRESET', failureSource: 'target' },
};

function failing(kind: string): unknown {
  if (kind === 'offline') return { status: 'offline', rawOutput: 'This probe is currently offline.' };
  if (kind === 'http_5xx') return finished(503);
  if (kind === 'redirect') return finished(302);
  if (kind.startsWith('http_')) return finished(Number(kind.slice(5)));
  if (kind === 'tls') return finished(200, 'certificate has expired');
  if (kind === 'tls_name') return finished(200, "Hostname/IP does not match certificate's altnames");
  if (kind === 'tls_untrusted') return finished(200, 'unable to verify the first certificate');
  return {
    status: 'failed',
    ...(TEXT[kind] ?? TEXT.timeout),
    resolvedAddress: null,
    headers: {},
    rawHeaders: null,
    rawBody: null,
    truncated: false,
    statusCode: null,
    statusCodeName: null,
    timings: { total: null, dns: null, tcp: null, tls: null, firstByte: null, download: null },
    tls: null,
  };
}
