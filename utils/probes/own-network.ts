/** Which network a control saw us come from: the first half of the address, enough to tell a school from a home. Pure. */

const ADDRESS = /^(?:ip=)?([0-9a-fA-F.:]{3,45})$/m;
const COUNTRY = /^loc=([A-Z]{2})$/m;
/** An address that is at home nowhere, and one that hides (Tor has T1, which is no two letters). */
const NOWHERE = 'XX';
const V4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/;

/** Reads the country out of a control's answer; null when it does not say. */
export function ownCountryOf(body: Uint8Array | null): string | null {
  if (body === null) return null;
  const country = COUNTRY.exec(new TextDecoder().decode(body))?.[1] ?? NOWHERE;
  return country === NOWHERE ? null : country;
}

/** Reads the network out of a control's answer; null when it does not say. */
export function ownNetworkOf(body: Uint8Array | null): string | null {
  if (body === null) return null;
  const address = ADDRESS.exec(new TextDecoder().decode(body).trim())?.[1];
  if (address === undefined) return null;
  const v4 = V4.exec(address);
  if (v4 !== null) return `${v4[1]}.${v4[2]}`;
  const groups = address.toLowerCase().split(':');
  return groups.length > 2 ? `${groups[0]}:${groups[1]}` : null;
}
