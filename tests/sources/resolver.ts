/** What a public resolver says about a name, in either JSON dialect. Pure. */

/** BOGUS: its signatures do not check out, so that it is found only by those who leave them unchecked. */
export type NameTruth = 'A' | 'SERVFAIL' | 'NXDOMAIN' | 'BOGUS';

const STATUS: Readonly<Record<NameTruth, number>> = { A: 0, SERVFAIL: 2, NXDOMAIN: 3, BOGUS: 2 };

/** Answers a question of type A. Google ends names with a dot and names errors its own way. */
export function resolverJson(url: URL, truth: NameTruth, address: string): Record<string, unknown> {
  const google = url.pathname === '/resolve';
  const asked = url.searchParams.get('name') ?? '';
  const name = google ? `${asked}.` : asked;
  const unchecked = url.searchParams.get('cd') === '1';
  const status = truth === 'BOGUS' && unchecked ? 0 : STATUS[truth];
  return {
    Status: status,
    TC: false,
    RD: true,
    RA: true,
    AD: false,
    CD: unchecked,
    Question: [{ name, type: 1 }],
    ...(status === 0 && { Answer: [{ name, type: 1, TTL: 60, data: address }] }),
    ...(status === 2 && (truth === 'BOGUS' ? bogusOf(google) : troubleOf(google))),
  };
}

function troubleOf(google: boolean): Record<string, unknown> {
  if (!google) return { Comment: ['EDE(22): No Reachable Authority', 'EDE(23): Network Error'] };
  return {
    Comment: 'Name servers refused query (lame delegation?).',
    extended_dns_errors: [{ info_code: 22, extra_text: 'No reachable authority' }],
  };
}

function bogusOf(google: boolean): Record<string, unknown> {
  if (!google) return { Comment: ['EDE(6): DNSSEC Bogus', 'EDE(9): DNSKEY Missing'] };
  return {
    Comment: 'DNSSEC validation failure.',
    extended_dns_errors: [{ info_code: 6, extra_text: 'DNSSEC Bogus' }],
  };
}
