import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCustomUrl } from '@/utils/catalogue/custom';
import { isPrivateHost } from '@/utils/catalogue/private-host';

describe('a typed address', () => {
  it.each([
    ['https://example.com', 'https://example.com/', 'example.com', false],
    ['  example.com/path?q=1#frag ', 'https://example.com/path?q=1', 'example.com', false],
    ['http://example.com:8080/x', 'http://example.com:8080/x', 'example.com', false],
    ['HTTPS://EXAMPLE.com', 'https://example.com/', 'example.com', false],
    ['localhost:3000/health', 'http://localhost:3000/health', 'localhost', true],
    ['192.168.1.1', 'http://192.168.1.1/', '192.168.1.1', true],
    ['printer', 'http://printer/', 'printer', true],
    ['example.com.', 'https://example.com/', 'example.com', false],
    ['-me-.blog.example', 'https://-me-.blog.example/', '-me-.blog.example', false],
    ['nas.local:5000', 'http://nas.local:5000/', 'nas.local', true],
    ['https://[fd00::1]/', 'https://[fd00::1]/', '[fd00::1]', true],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'xn--bcher-kva.example', false],
  ])('%s can be watched', (text, url, host, isPrivate) => {
    expect(parseCustomUrl(text)).toEqual({ ok: true, url, host, isPrivate });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not a url', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://exa mple.com', 'not-a-url'],
    ['https://example.com:99999/', 'not-a-url'],
    ['ftp://example.com/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['about:blank', 'scheme'],
    ['chrome://settings/', 'scheme'],
    ['file:///etc/hosts', 'scheme'],
    ['mailto:someone@example.com', 'scheme'],
    ['wss://example.com/', 'scheme'],
    ['https://user:secret@example.com/', 'credentials'],
    ['https://user@example.com/', 'credentials'],
    ['user:secret@example.com', 'scheme'],
    ['https://0.0.0.0/', 'host'],
    ['https://a..b/', 'host'],
    ['-bad-.com', 'host'],
    ['https://constructor/', 'host'],
    ['http://__proto__:8080/', 'host'],
    ['https://example.com:25/', 'port'],
    ['https://example.com:6667/', 'port'],
    [`https://example.com/${'x'.repeat(3_000)}`, 'too-long'],
  ])('%s cannot be watched', (text, problem) => {
    expect(parseCustomUrl(text)).toEqual({ ok: false, problem });
  });

  it('is read the same way twice, whatever was typed', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })),
        (text) => {
          const first = parseCustomUrl(text);
          if (first.ok) expect(parseCustomUrl(first.url)).toEqual(first);
        },
      ),
    );
  });
});

describe('a private host', () => {
  it.each([
    'localhost',
    'app.localhost',
    'router',
    'nas.local',
    'wiki.internal',
    'box.home.arpa',
    'pc.lan',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.10',
    '169.254.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[fe80::1]',
    '[fd12:3456::1]',
    '[fc00::1]',
    '[::ffff:192.168.0.1]',
    '[::ffff:c0a8:1]',
    '[ff02::1]',
    '[2001:db8::1]',
    'NAS.Local.',
  ])('is %s', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each([
    'example.com',
    'status.example',
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '172.15.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '[2606:4700::1111]',
    '[::ffff:8.8.8.8]',
    '[::ffff:808:808]',
    'local.example.com',
    'mylocal.com',
  ])('is not %s', (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});
