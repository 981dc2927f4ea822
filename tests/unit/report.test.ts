/** A report that is handed on: complete, in both languages, and safe against what others wrote. */
import { describe, expect, it } from 'vitest';
import { tongueOf } from '@/utils/diagnosis/locale';
import { type ReportContext, type ReportedIncident, reportOf } from '@/utils/diagnosis/report';
import { reportHtml, reportText } from '@/utils/diagnosis/report-forms';
import type { EvidenceLine } from '@/utils/model';

const AT = Date.UTC(2021, 9, 4, 15, 39);
const HOSTILE = `<img src=x onerror=alert(1)> [win](javascript:alert(1)) \u202Egnp.exe\n# not a heading "&'`;
const line = (change: Partial<EvidenceLine>): EvidenceLine => ({
  source: 'probe',
  who: null,
  said: { kind: 'timeout' },
  at: AT,
  place: null,
  ...change,
});
const INCIDENT: ReportedIncident = {
  openedAt: AT,
  closedAt: AT + 6 * 3_600_000,
  verdict: {
    name: 'dns_authoritative',
    scope: 'global',
    confidence: 'high',
    rule: 'names-gone',
    numbers: { places: 6, placesFailing: 6, countries: 5, countriesFailing: 5 },
  },
  members: [{ service: 'whatsapp' }, { service: 'printer.lan' }],
  phases: [{ at: AT, verdict: 'service_down' }],
  notices: [{ at: AT + 60_000, kind: 'opened' }],
  evidence: [
    {
      at: AT,
      service: 'whatsapp',
      lines: [
        line({ source: 'vantage', who: 'Paris, FR' }),
        line({ source: 'favourite', who: 'My secret site' }),
        line({ source: 'status-page', said: { kind: 'status-page', indicator: 'major', words: HOSTILE } }),
      ],
    },
    { at: AT, service: 'printer.lan', lines: [line({ source: 'control', who: 'the printer' })] },
  ],
};
const contextOf = (language: 'en' | 'ar'): ReportContext => ({
  nameOf: (id) => (id === 'whatsapp' ? 'WhatsApp' : id),
  isPrivate: (id) => id.endsWith('.lan'),
  tongue: tongueOf(language, 'en-GB'),
  now: AT + 86_400_000,
  timeZone: 'Europe/Berlin',
});

function formsOf(incident: ReportedIncident, language: 'en' | 'ar' = 'en') {
  const context = contextOf(language);
  const report = reportOf(incident, context);
  if (report === null) throw new Error('There is a report.');
  return { html: reportHtml(report, context.tongue), text: reportText(report), report };
}

describe('a report', () => {
  it('says what, since when in both clocks, who said so and what was told', () => {
    const { text } = formsOf(INCIDENT);
    expect(text).toContain('WhatsApp');
    expect(text).toMatch(/2021-10-04 15:39 UTC \(4 Oct 2021, 17:39\)/);
    expect(text).toContain('Paris, FR');
    expect(text).toContain('2021-10-04 15:40 UTC');
  });

  it('names nothing private: no host of the own network, no other favourite', () => {
    const { html, text } = formsOf(INCIDENT);
    for (const form of [html, text]) expect(form).not.toMatch(/printer|secret/i);
    const own = { ...INCIDENT, members: [{ service: 'printer.lan' }] };
    expect(reportOf(own, contextOf('en'))).toBeNull();
  });

  it('names no maker of a certificate that stands in the own network', () => {
    const verdict = { ...INCIDENT.verdict, name: 'tls_intercept', scope: 'network' } as const;
    const { text } = formsOf({
      ...INCIDENT,
      verdict: { ...verdict, numbers: { named: 'ACME Office Proxy' } },
    });
    expect(text).not.toContain('ACME');
  });

  it('takes what others wrote for text only', () => {
    const { html, text } = formsOf(INCIDENT);
    expect(html).not.toMatch(/<img|<script|\u202E/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain("default-src 'none'");
    expect(text).not.toMatch(/(^|[^\\])\[win|(^|[^\\])<img|\n# not/);
    expect(html.match(/https?:/g)).toBeNull();
  });

  it('can be read in Arabic, from right to left', () => {
    const { html, report } = formsOf(INCIDENT, 'ar');
    expect(html).toContain('dir="rtl"');
    expect(report.title).toMatch(/\p{Script=Arabic}/u);
    expect(report.sections).toHaveLength(3);
  });
});
