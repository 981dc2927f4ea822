/** A page that was not found by name while the browser still remembers the name that the probe asks for. */
import { describe, expect, it } from 'vitest';
import { failedLoad } from '@/entrypoints/background/failed-load';
import type { Ask, ErrorType, Observation } from '@/utils/model';
import { DEFAULT_SETTINGS } from '@/utils/store/choices';
import { Computer, SECOND, START, type World } from './computer';

const INTERVAL = { intervalSeconds: 300 };
const UNFOUND: ErrorType = 'dns.name_not_resolved';
/** Known by name to no favourite, so that nobody remembers them. */
const CONTROLS = ['control-google', 'control-cloudflare', 'control-apple', 'control-amazon'];
const FAILED = 60;
const FOUND_AGAIN = 90;

const page = failedLoad(
  { at: START + FAILED * SECOND, cause: 'net::ERR_NAME_NOT_RESOLVED', status: null },
  'whatsapp',
);

/** Whose public resolvers find every name. */
class Reader extends Computer {
  protected override answer(ask: Ask): Observation[] {
    if (ask.kind !== 'resolver') return super.answer(ask);
    const { service, host, resolver, checkingDisabled } = ask;
    const at = this.clock.now;
    const said = { outcome: 'ok', answer: 'address', tookMs: 50, ede: [] } as const;
    return [{ source: 'resolver', service, host, resolver, at, checkingDisabled, ...said }];
  }
}

async function seenBy(second: number, unfound: readonly string[], resolvers = true): Promise<Computer> {
  const others: World['others'] = Object.fromEntries(
    unfound.map((id) => [id, (at: number) => (at >= FAILED && at < FOUND_AGAIN ? UNFOUND : null)]),
  );
  const sources = { ...DEFAULT_SETTINGS.sources, resolvers, vantages: true };
  const computer = new Reader({ whatsapp: () => null, others }, [], { ...INTERVAL, sources });
  computer.ask(FAILED + 0.1, { wanted: ['whatsapp'], waiting: true });
  computer.ask(FAILED + 2.5, { seen: [page], waiting: true });
  await computer.run(second * SECOND);
  return computer;
}

describe('a page that was not found by name while the probe is answered', () => {
  it('is the reader’s own directory where unrelated names are not found either', async () => {
    const computer = await seenBy(FAILED + 8, CONTROLS);
    expect(computer.state?.own?.verdict.name).toBe('local_dns');
    expect(computer.asked.map(({ ask }) => ask.kind)).not.toContain('vantage-start');
  });

  it('is so by the controls alone, where none of them is remembered', async () => {
    const computer = await seenBy(FAILED + 8, [...CONTROLS, 'control-wikimedia'], false);
    expect(computer.state?.own?.verdict.rule).toBe('names-fail');
  });

  it('is over with the first names that are found again, and nobody is told', async () => {
    const computer = await seenBy(FOUND_AGAIN + 40, CONTROLS);
    expect(computer.state?.own).toBeNull();
    expect(computer.state?.services.whatsapp?.health).toBe('up');
    expect(computer.notices).toEqual([]);
  });

  it('is nothing by itself', async () => {
    for (const second of [3, 8, 30]) {
      const computer = await seenBy(FAILED + second, []);
      expect(computer.state?.own).toBeNull();
      expect(computer.state?.services.whatsapp?.health).toBe('up');
      expect(computer.asked.map(({ ask }) => ask.kind)).not.toContain('vantage-start');
    }
  });
});
