/** Rules about the connection as a whole: while one of them holds, no service can be judged. Data only. */
export const OWN_FAULTS: ReadonlySet<string> = new Set([
  'portal',
  'portal-ajar',
  'clock',
  'intercept',
  'only-plain',
  'proxy',
  'offline',
  'nothing-answers',
  'names-fail',
]);
