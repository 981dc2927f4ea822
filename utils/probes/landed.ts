/** Where did the redirects of an answer end: on the same site, on its sign-in page, or elsewhere? Pure. */
import { isSameSite } from '@/utils/catalogue/same-site';
import type { HttpObservation, Target } from '@/utils/model';

const SIGN_IN =
  /(?:^|[/._-])(?:log[-_]?in|sign[-_]?in|auth|authorize|sso|saml2?|oauth2?|challenge)(?:[/._-]|$)/i;
/** Sign-in hosts that serve more sites than their own. A hotspot's "login.wifi.example" is none of them. */
const IDENTITY_HOSTS = [
  'accounts.google.com',
  'appleid.apple.com',
  'auth0.com',
  'id.atlassian.com',
  'login.live.com',
  'login.microsoftonline.com',
  'okta.com',
  'onelogin.com',
];

function isIdentityHost(host: string): boolean {
  return IDENTITY_HOSTS.some((known) => host === known || host.endsWith(`.${known}`));
}

function isSignIn(url: URL): boolean {
  return SIGN_IN.test(url.pathname) || /^(?:login|signin|accounts?|auth|sso|id)\./i.test(url.hostname);
}

/**
 * Tells where an answer came from.
 * @param finalUrl of the answer, after all redirects; empty when the browser hides it, which gives null
 */
export function landedOf(target: Target, finalUrl: string): HttpObservation['landed'] {
  if (finalUrl === '') return null;
  const asked = new URL(target.url);
  const final = new URL(finalUrl);
  const hosts = [asked.hostname, ...target.hosts];
  const isMoved = final.hostname !== asked.hostname || final.pathname !== asked.pathname;
  if (hosts.some((host) => isSameSite(host, final.hostname)))
    return isMoved && isSignIn(final) ? 'login' : 'same';
  return final.protocol === 'https:' && isIdentityHost(final.hostname) ? 'login' : 'elsewhere';
}
