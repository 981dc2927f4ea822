/** What failed on the reader's own side is not counted against a service, in the log as elsewhere. */
import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/entrypoints/background/rows';
import type { KeptStep } from '@/utils/incidents/step';
import type { SeriesRow } from '@/utils/store/rows';
import { add, emptyRow } from '@/utils/store/series';
import { between, Computer, MINUTE, outage, START } from './computer';

/** A computer that also keeps the log's hour of each service. */
class Logging extends Computer {
  readonly rows = new Map<string, SeriesRow>();

  protected override keep(step: KeptStep): void {
    super.keep(step);
    for (const sample of rowsOf(step, {}, true).samples) {
      const row = this.rows.get(sample.service) ?? emptyRow(sample.service, START, true);
      add(row, sample);
      this.rows.set(sample.service, row);
    }
  }
}

describe('the log', () => {
  it('counts a fault of one’s own as such, also from before it was known', async () => {
    const computer = new Logging({
      whatsapp: () => null,
      connected: (second) => !between(300, 420)(second),
      cause: 'dns.name_not_resolved',
    });
    await computer.run(15 * MINUTE);
    const counts = [...computer.rows.values()].map((row) => row.counts);
    expect(counts).toHaveLength(4);
    for (const { down, yours } of counts) {
      expect(down ?? 0).toBe(0);
      expect(yours).toBeGreaterThan(0);
    }
    for (const { minutes } of computer.rows.values()) expect(minutes).not.toContain('d');
  });

  it('counts an outage as one', async () => {
    const computer = new Logging({ whatsapp: outage(300, 600) });
    await computer.run(15 * MINUTE);
    expect(computer.rows.get('whatsapp')?.counts).toMatchObject({ down: expect.any(Number) });
    expect(computer.rows.get('whatsapp')?.counts.yours).toBeUndefined();
  });
});
