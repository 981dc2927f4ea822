import { describe, expect, it } from 'vitest';
import { CHAIN_WIDTH, chainStrokes, knotAt } from '@/components/chain-drawing';
import { toneOfLead } from '@/components/Shape';
import { chainOf, sideOf } from '@/utils/incidents/chain';
import type { Verdict } from '@/utils/model';

const verdictOf = (name: Verdict['name'], scope: Verdict['scope']): Verdict => ({
  name,
  scope,
  confidence: 'high',
  rule: 'a-rule',
  numbers: { controlsOk: 5, controls: 5 },
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
    ['service_down', 'global', 0],
    ['isp_path', 'provider', 2],
    ['local_dns', 'resolver', 3],
    ['device_offline', 'device', 4],
  ] as const)('breaks once for %s, and knows nothing behind the break', (name, scope, unknown) => {
    const strokes = strokesOf(verdictOf(name, scope));
    expect(count(strokes, 'line-broken')).toBe(2);
    expect(count(strokes, 'glyph-broken')).toBe(1);
    expect(count(strokes, 'line-unknown')).toBe(unknown);
  });

  it('runs as far as who refuses a visit: they were reached', () => {
    const refused = verdictOf('access_denied', 'blocked');
    expect(chainOf(refused)).toMatchObject({ you: 'tested', network: 'tested', service: 'broken' });
    expect(sideOf(refused)).toBe('theirs');
    const foreign = verdictOf('geo_block', 'blocked');
    expect(chainOf(foreign)).toMatchObject({ network: 'tested', provider: 'passed', region: 'broken' });
    expect(sideOf(foreign)).toBe('theirs');
    expect(toneOfLead({ side: 'theirs', headline: 'just-you', mood: 'plain' })).toBe('slow');
    expect(chainOf(verdictOf('blocked_network', 'blocked')).network).toBe('broken');
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
