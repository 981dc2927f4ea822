/** A host in its own letters instead of its code ("münchen.de", not "xn--mnchen-3ya.de"), where nobody is fooled. Pure. */

/** Gives the host as a person typed it; the code when its letters could pass for those of another host. */
export function hostAsTyped(text: string, host: string): string {
  if (!host.includes('xn--')) return host;
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/:?#].*$/s, '');
  const typed = bare.normalize('NFC').toLowerCase();
  return typed !== '' && hostOf(typed) === host && isPlain(typed) ? typed : host;
}

function hostOf(typed: string): string | null {
  try {
    return new URL(`https://${typed}`).hostname;
  } catch {
    return null;
  }
}

/** One alphabet to a label, and those with letters that look Latin only under an ending of their own alphabet. */
function isPlain(host: string): boolean {
  const labels = host.split('.');
  const ownEnding = !/^[a-z\d-]+$/.test(labels.at(-1) ?? '');
  return labels.every((label) => {
    if (/^[\p{Script=Latin}\d-]+$/u.test(label)) return true;
    if (/\p{Script=Latin}/u.test(label)) return false;
    return ownEnding || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label);
  });
}
