import { describe, expect, it } from 'vitest';
import { CHAIN_WIDTH, chainStrokes, knotAt } from '@/components/chain-drawing';
import { toneOfLead } from '@/components/Shape';
import { sayChain } from '@/utils/diagnosis/explain-row';
import { chainOf, sideOf } from '@/utils/incidents/chain';
import type { Verdict } from '@/utils/model';
import { tongueIn } from '../tongue';

const verdictOf = (
  name: Verdict['name'],
  scope: Verdict['scope'],
  numbers: Verdict['numbers'] = {},
): Verdict => ({
  name,
  scope,
  confidence: 'high',
  rule: 'a-rule',
  numbers: { controlsOk: 5, controls: 5, ...numbers },
});

function strokesOf(verdict: Verdict, mirrored = false) {
  return chainStrokes(chainOf(verdict), sideOf(verdict), mirrored);
}

const count = (strokes: ReturnType<typeof strokesOf>, look: string) =>
  strokes.filter((stroke) => stroke.look === look).length;

describe('the drawn chain', () => {
  it('is whole while all is well, with ticks only on what was tested', () => {
    const strokes = strokesOf(verdictOf('ok', 'none'));
    expect(count(strokes, 'line-well')).toBe(5);
    expect(count(strokes, 'line-broken')).toBe(0);
    expect(count(strokes, 'glyph-well')).toBe(3);
  });

  it.each([
    ['service_down', 'global', 1],
    ['isp_path', 'provider', 2],
    ['local_dns', 'resolver', 3],
    ['device_offline', 'device', 4],
  ] as const)('breaks once for %s, and knows nothing behind the break', (name, scope, unknown) => {
    const strokes = strokesOf(verdictOf(name, scope));
    expect(count(strokes, 'line-broken')).toBe(2);
    expect(count(strokes, 'glyph-broken')).toBe(1);
    expect(count(strokes, 'line-unknown')).toBe(unknown);
  });

  it('claims of no link what was not seen there', () => {
    const linksOf = (numbers: Verdict['numbers'], name: Verdict['name'] = 'service_down') => {
      const { addresses, provider, region } = chainOf(verdictOf(name, 'global', numbers));
      return [addresses, provider, region];
    };
    // The fault lies in names: nobody got any further.
    expect(linksOf({}, 'dns_authoritative')).toEqual(['unknown', 'unknown', 'unknown']);
    expect(linksOf({ resolvers: 2, resolversFailing: 2 })).toEqual(['unknown', 'unknown', 'unknown']);
    const asked = { resolvers: 2, resolversFailing: 0, near: 2, far: 4 };
    // Where places near fail, the region is not ticked; that far ones fail too clears it.
    expect(linksOf({ ...asked, nearFailing: 2, farFailing: 4 })).toEqual(['tested', 'passed', 'passed']);
    expect(linksOf({ ...asked, nearFailing: 2, farFailing: 0 })).toEqual(['tested', 'passed', 'unknown']);
    expect(linksOf({ ...asked, nearFailing: 0, farFailing: 1 })).toEqual(['tested', 'passed', 'tested']);
    // An error is an answer.
    expect(linksOf({ status: 503 }, 'service_5xx')).toEqual(['passed', 'passed', 'passed']);
    expect(linksOf({ controlsOk: 0 })).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('draws planned work as no break', () => {
    const strokes = strokesOf(verdictOf('maintenance', 'global', { status: 503 }));
    expect(count(strokes, 'line-broken')).toBe(0);
    expect(count(strokes, 'line-well')).toBe(5);
    expect(count(strokes, 'dot-planned')).toBe(1);
  });

  it('runs as far as who refuses a visit: they were reached', () => {
    const refused = verdictOf('access_denied', 'blocked');
    expect(chainOf(refused)).toMatchObject({ you: 'tested', network: 'tested', service: 'broken' });
    expect(sideOf(refused)).toBe('theirs');
    const foreign = verdictOf('geo_block', 'blocked');
    expect(chainOf(foreign)).toMatchObject({ network: 'tested', provider: 'passed', region: 'broken' });
    expect(sideOf(foreign)).toBe('theirs');
    expect(toneOfLead({ side: 'theirs', headline: 'just-you', mood: 'plain', verdict: refused })).toBe(
      'slow',
    );
  });

  it('blames no link for a wall of which nobody can say where it stands', () => {
    const asked = { resolvers: 2, resolversFailing: 0 };
    const walled = verdictOf('blocked_network', 'blocked', asked);
    expect(chainOf(walled)).toMatchObject({ network: 'tested', addresses: 'tested', provider: 'cut' });
    expect(sideOf(walled)).toBe('yours');
    const strokes = strokesOf(walled);
    expect(count(strokes, 'line-broken')).toBe(2);
    expect(count(strokes, 'glyph-broken')).toBe(0);
    expect(sayChain(chainOf(walled), tongueIn('en'))).toBe(
      'The way from you to the service breaks on your side.',
    );
  });

  it('breaks where the facts tell who keeps a service away', () => {
    const by = (rule: string, numbers: Verdict['numbers'] = {}) =>
      chainOf({ ...verdictOf('blocked_network', 'blocked', numbers), rule });
    expect(by('name-filtered')).toMatchObject({
      network: 'tested',
      addresses: 'broken',
      provider: 'unknown',
    });
    expect(by('blocked-nearby', { near: 2, nearFailing: 2 })).toMatchObject({
      network: 'tested',
      provider: 'broken',
    });
    expect(by('stopped-by-rule')).toMatchObject({ you: 'broken', network: 'unknown' });
  });

  it('gives each side a shape of its own', () => {
    const dot = (verdict: Verdict) => strokesOf(verdict).find(({ look }) => look === 'dot-broken')?.d;
    expect(dot(verdictOf('service_down', 'global'))).toContain('a');
    expect(dot(verdictOf('isp_path', 'provider'))).toContain('q');
  });

  it('runs the other way in languages that do', () => {
    expect(knotAt(0, true)).toBe(CHAIN_WIDTH - knotAt(0, false));
    const [first] = strokesOf(verdictOf('ok', 'none'), true);
    expect(Number(first?.d.match(/^M([\d.]+)/)?.[1])).toBeGreaterThan(CHAIN_WIDTH / 2);
  });
});
