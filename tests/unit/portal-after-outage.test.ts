/** A fault of one's own soon after an outage: what failed before must not make it the service's, or confirm it sooner. */
import { describe, expect, it } from 'vitest';
import { between, Computer, MINUTE, outage } from './computer';

const FAVOURITES = ['google', 'github', 'wikipedia', 'imo', 'hetzner', 'deezer', 'whatsapp', 'yahoo'];

describe.each(['tls.cert.authority_invalid', 'tls.cert.date_invalid'] as const)(
  'certificates that are refused (%s) soon after an outage',
  (cause) => {
    it.each([205, 215, 225, 235, 245, 255, 265, 275, 285, 295, 305, 315])(
      'are no fault of this computer (from second %i)',
      async (from) => {
        const refused = between(from, from + 40);
        const world = { whatsapp: outage(60, 200), connected: (second: number) => !refused(second) };
        const favourites = FAVOURITES.map((id) => ({ id }));
        const computer = new Computer({ ...world, cause }, [], { favourites });
        computer.ask(from + 1, { wanted: 'all' });
        await computer.run(9 * MINUTE);
        const whatsapp = computer.state?.services.whatsapp;
        expect([whatsapp?.health, whatsapp?.verdict.name]).toEqual(['up', 'ok']);
        const kinds = computer.kept.map(({ notice }) => notice.about);
        expect(kinds.filter((about) => about === 'you')).toEqual([]);
        expect(computer.badge).toBe('');
      },
    );
  },
);
