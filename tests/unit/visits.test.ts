/** What the person's own visits add: counted against the trouble that goes on, and good ones in a probe's place. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { favouriteFinder } from '@/utils/catalogue/belonging';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { visitsWords } from '@/utils/diagnosis/explain-visits';
import { absorb, withBar } from '@/utils/incidents/absorb';
import { emptyState, newService } from '@/utils/incidents/initial-state';
import { samplesOf } from '@/utils/incidents/rows';
import { dueAt } from '@/utils/incidents/schedule';
import { SPARK_SLOT_MS, type State } from '@/utils/incidents/state';
import { visitsOf } from '@/utils/incidents/visits';
import type { HttpObservation } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { tongueIn } from '../tongue';

const START = Date.UTC(2026, 0, 15, 12);
const SECOND = 1_000;

function seen(
  source: 'probe' | 'page-load',
  second: number,
  well: boolean,
  more: Partial<HttpObservation> = {},
): HttpObservation {
  return {
    source,
    target: 'whatsapp',
    at: START + second * SECOND,
    outcome: well ? 'ok' : 'failed',
    tookMs: null,
    errorType: well ? null : 'tcp.refused',
    status: well ? 200 : null,
    landed: null,
    genuine: null,
    retryAfterMs: null,
    serverDate: null,
    ip: null,
    limited: false,
    ...more,
  };
}

const start = (): State => ({
  ...emptyState(1),
  services: { whatsapp: newService('whatsapp', START) },
});
const state = (...all: HttpObservation[]) =>
  all.reduce((before, one) => absorb(before, [one], one.at), start()).services.whatsapp ??
  newService('whatsapp', START);

describe('visits', () => {
  it('are counted since the trouble began, good and bad', () => {
    const service = state(
      seen('probe', 0, true),
      seen('page-load', 5, true),
      seen('page-load', 60, false),
      seen('probe', 60, false),
      seen('page-load', 100, true),
      seen('page-load', 140, false),
      seen('page-load', 141, false, { inTab: true }),
    );
    expect(visitsOf(service)).toEqual({ failed: 2, all: 3, since: START + 60 * SECOND });
  });

  it('that were told late belong to the trouble they began', () => {
    const service = state(seen('probe', 0, true), seen('probe', 60.2, false), seen('page-load', 60, false));
    expect(service.failingSince).toBe(START + 60 * SECOND);
    expect(visitsOf(service)).toEqual({ failed: 1, all: 1, since: START + 60 * SECOND });
    expect(service.samples.map(({ how }) => how)).toEqual(['probe', 'page-load', 'probe']);
  });

  it('that failed before a probe that answers change nothing of what is next', () => {
    const probed = state(seen('probe', 0, true), seen('probe', 60.2, true));
    const both = state(seen('probe', 0, true), seen('probe', 60.2, true), seen('page-load', 60, false));
    expect(both.samples.at(-1)).toEqual(probed.samples.at(-1));
  });

  it('that are good save a probe, never two in a row, and teach nothing of the probe', () => {
    const usual = state(seen('probe', 0, true, { status: 403 }));
    const service = state(
      seen('probe', 0, true, { status: 403 }),
      seen('page-load', 200, true),
      seen('page-load', 400, true),
    );
    expect(dueAt(service, 300_000)).toBe(dueAt(usual, 300_000) + 200 * SECOND);
    expect(service.usual).toEqual(usual.usual);
  });

  it('that are good while something fails are a reason to ask, and no answer', () => {
    const failing = [seen('probe', 0, true), seen('probe', 60, false)];
    const service = state(...failing, seen('page-load', 90, true));
    expect(service.samples).toEqual(state(...failing).samples);
    expect(service.nextProbeAt).toBeLessThanOrEqual(START + 90 * SECOND);
  });

  it('never make trouble when all are good, however many', () => {
    const visit = fc.record({
      gap: fc.integer({ min: 1, max: 400 }),
      probe: fc.boolean(),
      inTab: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 60 }), (visits) => {
        let second = 0;
        const all = visits.map(({ gap, probe, inTab }) => {
          second += gap;
          return seen(probe ? 'probe' : 'page-load', second, true, !probe && inTab ? { inTab: true } : {});
        });
        const service = state(seen('probe', 0, true), ...all);
        expect(service.failingSince).toBeNull();
        expect(visitsOf(service)).toBeNull();
        const hows = service.samples.map(({ how }) => how);
        expect(hows.some((how, index) => how === 'page-load' && hows[index + 1] === 'page-load')).toBe(false);
      }),
    );
  });

  it('are logged as visits, and requests of an open tab are not', () => {
    const rows = samplesOf(start(), start(), [
      seen('page-load', 1, false),
      seen('page-load', 2, false, { inTab: true }),
      seen('page-load', 3, true),
    ]);
    expect(rows.map(({ how, kind }) => [how, kind])).toEqual([
      ['page-load', 'refused'],
      ['probe', 'refused'],
      ['page-load', null],
    ]);
  });

  it('are said in words', () => {
    const tongue = tongueIn('en', 'en-GB');
    const at = new Date(2026, 0, 15, 15, 40).getTime();
    const visits = { failed: 3, all: 5, since: at };
    expect(visitsWords(visits, tongue, at)).toBe('3 of your 5 visits failed since today 15:40.');
    expect(visitsWords({ failed: 0, all: 2, since: at }, tongue, at)).toBeNull();
    expect(visitsWords(null, tongue, at)).toBeNull();
  });
});

describe('whose page it is', () => {
  const find = favouriteFinder(
    watchedOf(
      {
        ...DEFAULT_SETTINGS,
        favourites: [
          { id: 'google' },
          { id: 'github' },
          { url: 'https://status.example/', name: 'Own' },
          { url: 'http://nas.local:5000/', name: 'NAS' },
        ],
      },
      catalogue,
    ),
    catalogue,
  );

  it.for([
    ['www.google.com', 'google'],
    ['github.com', 'github'],
    ['www.github.com', 'github'],
    ['status.example', 'status.example'],
    ['mail.google.com', undefined],
    ['keep.google.com', undefined],
    ['other.example', undefined],
    ['', undefined],
  ] as const)('%s', ([host, id]) => {
    expect(find(host)?.id).toBe(id);
  });

  it('another port is another program', () => {
    expect(find('nas.local', '5000')?.id).toBe('nas.local:5000');
    expect([find('nas.local'), find('nas.local', '8080'), find('github.com', '8443')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a bar of the last hour', () => {
  it('keeps the worst of its time, also where a page is heard of late', () => {
    const seen = [
      [0, 'down'],
      [SPARK_SLOT_MS, 'down'],
      [1_000, 'up'],
      [SPARK_SLOT_MS + 1_000, 'up'],
    ] as const;
    const bars = seen.reduce<ReturnType<typeof withBar>>((all, [at, bar]) => withBar(all, at, bar), []);
    expect(bars).toEqual([
      { at: 0, bar: 'down' },
      { at: SPARK_SLOT_MS, bar: 'down' },
    ]);
  });
});
