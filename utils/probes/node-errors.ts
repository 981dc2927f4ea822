/** Names the errors that Node and c-ares print, as vantages elsewhere report them. Pure. */
import type { ErrorType } from '@/utils/model';

/** First match wins: certificates before TLS, since their codes name both. */
const NAMES: readonly (readonly [RegExp, ErrorType])[] = [
  [/\bENOTFOUND\b|\bENODATA\b|\bEAI_NONAME\b/, 'dns.name_not_resolved'],
  [/\bETIMEOUT\b|\bEAI_AGAIN\b/, 'dns.unreachable'],
  [/\bESERVFAIL\b|\bEREFUSED\b|\bEFORMERR\b|\bEBADRESP\b|\bENOTIMP\b|\bquery[A-Z]+\s+E/, 'dns.failed'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate has expired|not yet valid/i, 'tls.cert.date_invalid'],
  [/ALTNAME|altnames|hostname mismatch/i, 'tls.cert.name_invalid'],
  [/CERT_REVOKED|certificate revoked/i, 'tls.cert.revoked'],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|self.signed|unable to (verify|get)/i,
    'tls.cert.authority_invalid',
  ],
  [/\bCERT_|certificate/i, 'tls.cert.invalid'],
  [
    /UNSUPPORTED_PROTOCOL|WRONG_VERSION|PROTOCOL_VERSION|NO_CIPHER|handshake failure/i,
    'tls.version_or_cipher_mismatch',
  ],
  [/\bEPROTO\b|ERR_SSL|SSL routines|ERR_TLS/i, 'tls.protocol.error'],
  [/\bECONNREFUSED\b|connection refused/i, 'tcp.refused'],
  [/\bECONNRESET\b|\bEPIPE\b|socket hang up/i, 'tcp.reset'],
  [/\bECONNABORTED\b/, 'tcp.aborted'],
  [/other side closed|UND_ERR_SOCKET|socket disconnected/i, 'tcp.closed'],
  [/\bEHOSTUNREACH\b|\bENETUNREACH\b|\bENETDOWN\b/, 'tcp.address_unreachable'],
  [/\bEADDRNOTAVAIL\b|\bEINVAL\b/, 'tcp.address_invalid'],
  [/\bETIMEDOUT\b|time-?out|timed out/i, 'tcp.timed_out'],
  [/\bHPE_|parse error|UND_ERR_HEADERS_OVERFLOW/i, 'http.response.invalid'],
];

/** Names the error that a text tells of; `unknown` when it tells of none. */
export function errorTypeOfText(text: string): ErrorType {
  return NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}

/** Tells whether the text says that nobody answered in time, rather than that somebody refused. */
export function isTimeoutText(text: string): boolean {
  return /\bETIMEOUT\b|\bETIMEDOUT\b|time-?out|timed out/i.test(text);
}
