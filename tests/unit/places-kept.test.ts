/** The log keeps what every place said once: a city and a network in it are a place. */
import { expect, it } from 'vitest';
import { rowsOf } from '@/entrypoints/background/rows';
import { emptyState } from '@/utils/incidents/initial-state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Ask, Observation } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { Computer, MINUTE, SETTINGS, START } from './computer';

/** Every place that is asked stands in one city, each on a network of its own. */
class OneCity extends Computer {
  readonly networks: number[] = [];
  private asn = 0;

  constructor() {
    const settings = { ...SETTINGS, sources: { ...DEFAULT_SETTINGS.sources, vantages: true } };
    super({ whatsapp: () => 503, settings: () => settings });
    this.state = { ...emptyState(1), network: { key: 'a', at: START, by: 'control-number', country: 'SA' } };
  }

  protected override answer(ask: Ask): Observation[] {
    if (ask.kind !== 'vantage-start') return super.answer(ask);
    return ask.places.map(({ near }): Observation => {
      this.asn += 1;
      return {
        source: 'vantage',
        service: 'whatsapp',
        measurement: `m${this.clock.now}`,
        at: this.clock.now,
        outcome: 'failed',
        tookMs: 100,
        near,
        country: 'SA',
        city: 'Riyadh',
        continent: 'AS',
        asn: this.asn,
        network: `Network ${this.asn}`,
        latitude: 24.7,
        longitude: 46.7,
        status: 503,
        errorType: 'http.error',
      };
    });
  }

  protected override keep(step: KeptStep): void {
    super.keep(step);
    const lines = rowsOf(step, {}, true).incidents.flatMap(({ evidence }) =>
      evidence.flatMap((one) => one.lines),
    );
    this.networks.push(...lines.flatMap(({ place }) => place?.asn ?? []));
  }
}

it('keeps every network of a city, also of those that answered later', async () => {
  const computer = new OneCity();
  await computer.run(4 * MINUTE);
  const asked = computer.state?.services.whatsapp?.vantages.map(({ asn }) => asn) ?? [];
  expect(asked.length).toBeGreaterThan(3);
  expect([...new Set(computer.networks)].sort()).toEqual([...asked].sort());
});
