/** The whole pipe without a browser: the tick over simulated time, with workers that die at any step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, Computer, MINUTE, outage, SECOND } from './computer';

describe('one computer', () => {
  it('says nothing while all is well', async () => {
    const computer = new Computer({ whatsapp: () => null });
    await computer.run(10 * MINUTE);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('says nothing of one request that failed', async () => {
    let failed = 0;
    const computer = new Computer({
      whatsapp: (second) => (second > 60 && failed++ === 0 ? 'tcp.reset' : null),
    });
    await computer.run(10 * MINUTE);
    expect(failed).toBeGreaterThan(1);
    expect(computer.notices).toEqual([]);
    expect(new Set(computer.badges)).toEqual(new Set(['']));
  });

  it('counts an outage, tells it once, and tells once that it is over', async () => {
    const computer = new Computer({ whatsapp: outage(60, 400) });
    await computer.run(5 * MINUTE);
    expect(computer.badge).toBe('1');
    await computer.run(15 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
    const [opened, closed] = computer.notices;
    expect(closed?.id).toBe(opened?.id);
  });

  it('tells three unrelated outages at once in one notice, and their end in one', async () => {
    const others = { google: outage(65, 400), github: outage(70, 380) };
    const computer = new Computer({ whatsapp: outage(60, 420), others });
    await computer.run(20 * MINUTE);
    expect(computer.notices.map(({ kind, services }) => [kind, [...services].sort()])).toEqual([
      ['opened', ['github', 'google', 'whatsapp']],
      ['closed', ['github', 'google', 'whatsapp']],
    ]);
    expect(new Set(computer.notices.map(({ id }) => id)).size).toBe(1);
  });

  it('blames no service while nothing answers', async () => {
    const offline = between(60, 300);
    const computer = new Computer({ whatsapp: () => null, connected: (second) => !offline(second) });
    await computer.run(4 * MINUTE);
    expect(computer.badge).toBe('!');
    expect(Object.values(computer.state?.services ?? {}).map(({ health }) => health)).not.toContain('down');
    await computer.run(12 * MINUTE);
    expect(computer.badge).toBe('');
    expect(computer.notices).toEqual([]);
  });

  it('holds faults of its own, one after the other, against no service', async () => {
    const first = between(60, 130);
    const second = between(170, 240);
    const connected = (at: number) => !first(at) && !second(at);
    const computer = new Computer({ whatsapp: () => null, connected, cause: 'dns.name_not_resolved' });
    await computer.run(300 * SECOND);
    expect(computer.badges).toContain('!');
    expect(computer.badges).not.toContain('1');
    expect(computer.badge).toBe('');
    expect(computer.state?.incidents).toEqual([]);
    expect(new Set(Object.values(computer.state?.services ?? {}).map(({ health }) => health))).toEqual(
      new Set(['up']),
    );
  });

  it('keeps an outage open underneath a fault of its own', async () => {
    const offline = between(200, 300);
    const computer = new Computer({ whatsapp: outage(60, 500), connected: (second) => !offline(second) });
    await computer.run(280 * SECOND);
    expect(computer.badge).toBe('!');
    await computer.run(400 * SECOND);
    expect(computer.badge).toBe('1');
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });
});

describe('workers that die at any step', () => {
  it('repeat nothing and contradict nothing', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (dies) => {
        const computer = new Computer({ whatsapp: outage(60, 400) }, dies);
        await computer.run(20 * MINUTE);
        const kinds = computer.notices.map(({ kind }) => kind);
        // One that dies between keeping and showing takes its notice with it; none is ever shown twice.
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(computer.badge).toBe('');
        expect(computer.state?.incidents).toHaveLength(1);
        expect(computer.state?.incidents[0]?.closedAt).not.toBeNull();
      }),
      { numRuns: 25 },
    );
  });
});
