/** How many bytes a row takes, estimated. Pure. */
import type { PackRow } from './rows';

/** Where the sums are kept. */
export const SIZES = 'sizes';

/** What a row takes besides its bytes: key, names of fields, index. */
export const ROW_BYTES = 120;

/** Estimates what a packed row takes, also a damaged one; 0 for one that is not there. */
export function packBytes(row: PackRow | undefined): number {
  if (row === undefined) return 0;
  return ROW_BYTES + lettersIn(row.services) + lettersIn(row.kinds) + (row.data?.length ?? 0);
}

function lettersIn(names: readonly string[]): number {
  return Array.isArray(names) ? names.reduce((sum, name) => sum + String(name).length + 3, 0) : 0;
}

/** Estimates what an incident takes; 0 for one that is not there. */
export function incidentBytes(row: object | undefined): number {
  return row === undefined ? 0 : ROW_BYTES + JSON.stringify(row).length;
}
