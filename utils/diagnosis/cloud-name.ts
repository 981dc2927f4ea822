/** What the clouds are called that services stand on. Pure. */

const CLOUDS: Readonly<Record<string, string>> = {
  aws: 'Amazon Web Services',
  azure: 'Microsoft Azure',
  cloudflare: 'Cloudflare',
  fastly: 'Fastly',
  akamai: 'Akamai',
  'google-cloud': 'Google Cloud',
};

/** Gives a cloud's or family's own name. */
export function cloudName(id: string | undefined): string {
  return CLOUDS[id ?? ''] ?? id ?? '';
}
