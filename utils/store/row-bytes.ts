/** How many bytes a row takes, estimated. Pure. */
import type { PackRow } from './rows';

/** Where the sums are kept. */
export const SIZES = 'sizes';

/** What a row takes besides its bytes: key, names of fields, index. */
export const ROW_BYTES = 120;
/** Estimates what a packed row takes; 0 for one that is not there. */
export function packBytes(row: PackRow | undefined): number {
  if (row === undefined) return 0;
  const names = [...row.services, ...row.kinds].reduce((sum, name) => sum + name.length + 3, 0);
  return ROW_BYTES + names + row.data.length;
}

/** Estimates what an incident takes; 0 for one that is not there. */
export function incidentBytes(row: object | undefined): number {
  return row === undefined ? 0 : ROW_BYTES + JSON.stringify(row).length;
}
