/** What the watch costs on the wire, roughly. Pure. */
import { serviceById } from '@/utils/catalogue/find';
import type { Tongue } from '@/utils/diagnosis/locale';
import type { Settings } from '@/utils/model';

/** A day on which the computer is awake. */
const AWAKE_S = 10 * 3_600;
/** Of one check over a warm connection, headers and encryption with it: the most that a healthy one takes. */
const CHECK_BYTES = 1_500;
/** A status page that says "not modified", every five minutes. */
const FEED_BYTES = 1_000;
const FEED_S = 300;

/** Estimates the bytes of an ordinary day. */
export function bytesADay({ favourites, intervalSeconds, sources }: Settings): number {
  const checks = favourites.reduce((sum, one) => sum + AWAKE_S / (one.intervalSeconds ?? intervalSeconds), 0);
  const pages = new Set(
    favourites.flatMap((one) => ('id' in one ? (serviceById(one.id)?.feed?.url ?? []) : [])),
  );
  const reads = sources.providerReports ? pages.size * (AWAKE_S / FEED_S) : 0;
  return checks * CHECK_BYTES + reads * FEED_BYTES;
}

const STEPS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** Says a number of bytes. */
export function sayBytes(bytes: number, { tag }: Tongue): string {
  const [unit, size] = STEPS.find(([, least]) => bytes >= least) ?? ['kilobyte', 1e3];
  const value = bytes / size;
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
