import { describe, expect, it } from 'vitest';
import type { Case } from '@/utils/diagnosis/case';
import { connectionFactsOf } from '@/utils/diagnosis/connection';
import { judge } from '@/utils/diagnosis/judge';
import { RULES, SCOPE_OF } from '@/utils/diagnosis/rules';
import { VOTES_TO_CONFIRM } from '@/utils/diagnosis/votes';
import type { ControlAnswer } from '@/utils/model';
import { recordedCases } from '../docs/cases';
import { evidenceOfCase } from './read-case';

describe('every recorded situation', () => {
  it.each(recordedCases)('$name', ({ situation }) => {
    const { verdict } = judge(evidenceOfCase(situation));
    expect({ rule: verdict.rule, verdict: verdict.name, scope: verdict.scope }).toEqual({
      rule: situation.rule,
      verdict: situation.verdict,
      scope: situation.scope,
    });
  });
});

describe('the rule table', () => {
  it('has a recorded situation for every rule', () => {
    const recorded = new Set(recordedCases.map(({ situation }) => situation.rule));
    expect(RULES.filter((rule) => !recorded.has(rule.id)).map((rule) => rule.id)).toEqual([]);
  });

  it('names every rule once', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });

  it('gives a scope to each verdict it can reach', () => {
    for (const rule of RULES) expect(SCOPE_OF[rule.verdict]).toBeDefined();
  });

  it('ends with a row that always matches', () => {
    expect(RULES.at(-1)?.verdict).toBe('unknown');
  });
});

const situation = (change: Partial<Case>): Case => ({
  about: '',
  rule: '',
  verdict: '',
  scope: '',
  here: ['refused'],
  ...change,
});
const votes = (change: Partial<Case>) => judge(evidenceOfCase(situation(change))).votes;

describe('a clock that is wrong while the controls answer', () => {
  it('stops nobody from being asked about one expired certificate', () => {
    const wrong = { here: ['cert_date', 'cert_date'] as Case['here'], skewHours: 72 };
    expect(judge(evidenceOfCase(situation(wrong))).gate).toBe('clear');
    const all = { ...wrong, controls: { named: 'date', number: 'date', portal: 'ok' } };
    expect(judge(evidenceOfCase(situation(all))).gate).toBe('own');
  });
});

describe('controls that were asked at different times', () => {
  const at = (second: number, target: string, ok: boolean): ControlAnswer => ({
    byNumber: false,
    plainHttp: false,
    seen: {
      source: 'control',
      target,
      at: second * 1_000,
      outcome: ok ? 'ok' : 'failed',
      tookMs: 500,
      errorType: ok ? null : 'tcp.timed_out',
      status: ok ? 204 : null,
      landed: ok ? 'same' : null,
      genuine: ok ? true : null,
      retryAfterMs: null,
      serverDate: null,
      ip: null,
      limited: false,
    },
  });
  const failed = ['a', 'b', 'c', 'd'].map((target) => at(60, target, false));

  it('are judged by those asked since all the others fail', () => {
    const facts = connectionFactsOf([at(20, 'e', true), ...failed], null, [], null);
    expect(facts.nothingAnswers).toBe(true);
    expect(facts.controlsAnswer).toBe(false);
  });

  it('are all heard where one answers while others fail', () => {
    expect(connectionFactsOf([at(60, 'e', true), ...failed], null, [], null).nothingAnswers).toBe(false);
    const some = [at(20, 'e', true), at(60, 'f', true), ...failed];
    expect(connectionFactsOf(some, null, [], null).controlsOk).toBe(2);
  });

  it('leave a portal known while those it keeps from answering are asked anew', () => {
    const page = at(11, 'plain', true);
    const walled = { ...page, plainHttp: true, seen: { ...page.seen, genuine: false } };
    const failed = ['a', 'b', 'c', 'd'].map((target) => at(36, target, false));
    expect(connectionFactsOf([walled, ...failed], null, [], null).portal).toBe(true);
    expect(connectionFactsOf([walled, ...failed, at(37, 'e', true)], null, [], null).portal).toBe(false);
  });

  it('are not outvoted by a few', () => {
    const facts = connectionFactsOf([at(20, 'e', true), ...failed.slice(1)], null, [], null);
    expect(facts.nothingAnswers).toBe(false);
  });
});

describe('votes', () => {
  it('do not confirm one failure alone', () => {
    expect(votes({})).toBeLessThan(VOTES_TO_CONFIRM);
  });

  it('confirm five failures in a row without anybody else', () => {
    expect(votes({ here: ['refused', 'refused', 'refused', 'refused', 'refused'] })).toBeGreaterThanOrEqual(
      VOTES_TO_CONFIRM,
    );
  });

  it('confirm one failure that three places see too', () => {
    expect(
      votes({ places: ['network:refused', 'country:refused', 'far FR:refused'] }),
    ).toBeGreaterThanOrEqual(VOTES_TO_CONFIRM);
  });

  it('are none while it answers', () => {
    expect(votes({ here: ['refused', 'answers'] })).toBe(0);
  });
});

describe('broken signatures', () => {
  const failing = situation({
    here: ['dns', 'dns', 'dns'],
    resolvers: { cloudflare: 'servfail', google: 'servfail' },
  });

  it('are named when the name is found without checking them', () => {
    const evidence = evidenceOfCase(failing);
    const unchecked = evidence.resolvers.map((seen) => ({
      ...seen,
      checkingDisabled: true,
      answer: 'address' as const,
    }));
    const { verdict } = judge({ ...evidence, resolvers: [...evidence.resolvers, ...unchecked] });
    expect([verdict.name, verdict.numbers.signatureBroken]).toEqual(['dns_authoritative', true]);
  });

  it('are not named for a name that nobody finds', () => {
    expect(judge(evidenceOfCase(failing)).verdict.numbers.signatureBroken).toBeUndefined();
  });
});

describe('who is blamed', () => {
  it('is nobody while the controls have not been asked', () => {
    const evidence = { ...evidenceOfCase(situation({ here: ['timeout', 'timeout'] })), controls: [] };
    expect(judge(evidence).gate).toBeNull();
    expect(judge(evidence).verdict.name).toBe('unknown');
  });

  it('is not the service when its name is found again after the last failure', () => {
    const evidence = evidenceOfCase(
      situation({ here: ['dns', 'dns'], resolvers: { cloudflare: 'address', google: 'address' } }),
    );
    const later = evidence.resolvers.map((seen) => ({ ...seen, at: seen.at + 30_000 }));
    expect(judge({ ...evidence, now: evidence.now + 30_000, resolvers: later }).verdict.scope).toBe(
      'unknown',
    );
  });

  it('is never a service for its soft answers', () => {
    for (const here of ['denied', 'legal', 'rate', 'login', 'elsewhere', 'missing', 'changed'] as const) {
      expect(['blocked', 'unknown']).toContain(
        judge(evidenceOfCase(situation({ here: [here, here, here] }))).verdict.scope,
      );
    }
  });
});

describe('a failure that takes two forms by turns', () => {
  const sampled = (symptoms: Case['here']) => evidenceOfCase(situation({ here: symptoms })).samples;
  const symptomIn = (course: Case['here'], lately: number) => {
    const samples = sampled(course);
    return judge({ ...evidenceOfCase(situation({})), samples: samples.slice(-lately), course: samples })
      .symptom;
  };

  it('is called by the one that is seen more since it began', () => {
    expect(symptomIn(['5xx', 'timeout', 'timeout', 'timeout', '5xx'], 1)).toBe('timeout');
    expect(symptomIn(['timeout', '5xx', '5xx', 'timeout'], 1)).toBe('timeout');
  });

  it('is what it turned into, where it turned for good', () => {
    expect(symptomIn(['timeout', 'timeout', 'timeout', '5xx'], 1)).toBe('5xx');
    expect(symptomIn(['timeout', 'dns', 'timeout', 'timeout', 'dns'], 1)).toBe('dns');
  });
});
