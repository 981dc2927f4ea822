import { describe, expect, it } from 'vitest';
import chromeWords from '@/utils/probes/chrome-errors.json';
import geckoWords from '@/utils/probes/gecko-errors.json';
import { errorTypeOf, errorTypeOfNumber } from '@/utils/probes/net-errors';
import nssWords from '@/utils/probes/nss-errors.json';

describe('names of Chrome', () => {
  it.each([
    ['NAME_NOT_RESOLVED', 'dns.name_not_resolved'],
    ['NAME_RESOLUTION_FAILED', 'dns.failed'],
    ['DNS_TIMED_OUT', 'dns.unreachable'],
    ['DNS_MALFORMED_RESPONSE', 'dns.failed'],
    ['CONNECTION_REFUSED', 'tcp.refused'],
    ['CONNECTION_RESET', 'tcp.reset'],
    ['CONNECTION_CLOSED', 'tcp.closed'],
    ['EMPTY_RESPONSE', 'tcp.closed'],
    ['CONNECTION_TIMED_OUT', 'tcp.timed_out'],
    ['TIMED_OUT', 'tcp.timed_out'],
    ['ADDRESS_UNREACHABLE', 'tcp.address_unreachable'],
    ['CONNECTION_FAILED', 'tcp.failed'],
    ['CERT_DATE_INVALID', 'tls.cert.date_invalid'],
    ['CERT_COMMON_NAME_INVALID', 'tls.cert.name_invalid'],
    ['CERT_AUTHORITY_INVALID', 'tls.cert.authority_invalid'],
    ['CERT_REVOKED', 'tls.cert.revoked'],
    ['CERT_WEAK_KEY', 'tls.cert.invalid'],
    ['SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'tls.cert.pinned_key_not_in_cert_chain'],
    ['SSL_PROTOCOL_ERROR', 'tls.protocol.error'],
    ['SSL_VERSION_OR_CIPHER_MISMATCH', 'tls.version_or_cipher_mismatch'],
    ['BAD_SSL_CLIENT_AUTH_CERT', 'tls.bad_client_auth_cert'],
    ['SSL_CLIENT_AUTH_SIGNATURE_FAILED', 'tls.bad_client_auth_cert'],
    ['BLOCKED_BY_FINGERPRINTING_PROTECTION', 'local.blocked_by_client'],
    ['HTTP2_PROTOCOL_ERROR', 'http.protocol.error'],
    ['QUIC_PROTOCOL_ERROR', 'http.protocol.error'],
    ['INVALID_HTTP_RESPONSE', 'http.response.invalid'],
    ['CONTENT_LENGTH_MISMATCH', 'http.response.invalid'],
    ['INCOMPLETE_CHUNKED_ENCODING', 'http.response.invalid'],
    ['TOO_MANY_REDIRECTS', 'http.response.redirect_loop'],
    ['ABORTED', 'abandoned'],
    ['INTERNET_DISCONNECTED', 'local.offline'],
    ['NETWORK_CHANGED', 'local.network_changed'],
    ['NETWORK_IO_SUSPENDED', 'local.suspended'],
    ['BLOCKED_BY_CLIENT', 'local.blocked_by_client'],
    ['BLOCKED_BY_ADMINISTRATOR', 'local.blocked_by_administrator'],
    ['BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS', 'local.refused'],
    ['BLOCKED_BY_RESPONSE', 'local.refused'],
    ['UNSAFE_PORT', 'local.refused'],
    ['INSUFFICIENT_RESOURCES', 'local.refused'],
    ['PROXY_CONNECTION_FAILED', 'local.proxy'],
    ['TUNNEL_CONNECTION_FAILED', 'local.proxy'],
    ['SOCKS_CONNECTION_FAILED', 'local.proxy'],
    ['FAILED', 'unknown'],
    ['NEVER_HEARD_OF', 'unknown'],
  ])('%s is %s', (name, type) => {
    expect(errorTypeOf(`net::ERR_${name}`)).toBe(type);
  });
});

describe('names and numbers of Gecko', () => {
  it.each([
    ['NS_ERROR_UNKNOWN_HOST', 2152398878, 'dns.name_not_resolved'],
    ['NS_ERROR_CONNECTION_REFUSED', 2152398861, 'tcp.refused'],
    ['NS_ERROR_NET_RESET', 2152398868, 'tcp.reset'],
    ['NS_ERROR_NET_INTERRUPT', 2152398919, 'tcp.closed'],
    ['NS_ERROR_NET_EMPTY_RESPONSE', 2152398884, 'tcp.closed'],
    ['NS_ERROR_NET_TIMEOUT', 2152398862, 'tcp.timed_out'],
    ['NS_ERROR_NET_TIMEOUT_EXTERNAL', 2152398933, 'tcp.timed_out'],
    ['NS_ERROR_NET_PARTIAL_TRANSFER', 2152398924, 'http.response.invalid'],
    ['NS_ERROR_CORRUPTED_CONTENT', 2152398877, 'http.response.invalid'],
    ['NS_ERROR_REDIRECT_LOOP', 2152398879, 'http.response.redirect_loop'],
    ['NS_ERROR_NET_HTTP3_PROTOCOL_ERROR', 2152398932, 'http.protocol.error'],
    ['NS_BINDING_ABORTED', 2152398850, 'abandoned'],
    ['NS_BINDING_FAILED', 2152398849, 'abandoned'],
    ['NS_ERROR_OFFLINE', 2152398864, 'local.offline'],
    ['NS_ERROR_PROXY_CONNECTION_REFUSED', 2152398920, 'local.proxy'],
    ['NS_ERROR_UNKNOWN_PROXY_HOST', 2152398890, 'local.proxy'],
    ['NS_ERROR_PROXY_BAD_GATEWAY', 2152400350, 'local.proxy'],
    ['NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED', 2152398941, 'local.refused'],
    ['NS_ERROR_PORT_ACCESS_NOT_ALLOWED', 2152398867, 'local.refused'],
    ['NS_ERROR_NEVER_HEARD_OF', 2152398999, 'unknown'],
  ])('%s and %i are %s', (name, number, type) => {
    expect(errorTypeOf(name)).toBe(type);
    expect(errorTypeOf(`Error code ${number}`)).toBe(type);
    expect(errorTypeOfNumber(number)).toBe(type);
  });

  it.each([
    [2153390069, 'expired', 'tls.cert.date_invalid'],
    [2153390050, 'issuer expired', 'tls.cert.date_invalid'],
    [2153398267, 'not yet valid', 'tls.cert.date_invalid'],
    [2153394164, 'another name', 'tls.cert.name_invalid'],
    [2153390067, 'unknown issuer', 'tls.cert.authority_invalid'],
    [2153398258, 'self-signed', 'tls.cert.authority_invalid'],
    [2153398257, 'intercepted', 'tls.cert.authority_invalid'],
    [2153390068, 'revoked', 'tls.cert.revoked'],
    [2153398270, 'key too small', 'tls.cert.invalid'],
    [2153394174, 'no common cipher', 'tls.version_or_cipher_mismatch'],
    [2153394078, 'protocol version', 'tls.version_or_cipher_mismatch'],
    [2153394151, 'plain http on the https port', 'tls.protocol.error'],
    [2153381889, 'something else of TLS', 'tls.failed'],
  ])('%i (%s) is %s', (number, _what, type) => {
    expect(errorTypeOfNumber(number)).toBe(type);
  });

  it('takes any sentence for TLS, in whatever language', () => {
    expect(errorTypeOf('The certificate is not trusted because it is self-signed.')).toBe('tls.failed');
    expect(errorTypeOf('Das Zertifikat ist abgelaufen.')).toBe('tls.failed');
    expect(errorTypeOf('انتهت صلاحية الشهادة.')).toBe('tls.failed');
  });

  it('knows nothing from an empty text', () => {
    expect(errorTypeOf('')).toBe('unknown');
  });
});

describe('the tables', () => {
  it('names each error once per browser, so that the order of rows decides nothing', () => {
    for (const words of [chromeWords, geckoWords, nssWords]) {
      const names = Object.values(words).flatMap((text) => text.split(' '));
      expect(names).toEqual([...new Set(names)]);
      expect(names.filter((name) => name === '')).toEqual([]);
    }
  });
});
