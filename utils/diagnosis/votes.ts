/** How sure we are that a service really fails: votes, counted until enough of them agree. Pure. */
import type { Symptom } from '@/utils/model';
import type { Facts } from './facts';

/** With this many votes a fault counts as confirmed (docs/decisions.md, 3). */
export const VOTES_TO_CONFIRM = 7;

/** A failure while the controls answer. Repeats seconds apart are no independent votes, so they count one each. */
const FIRST_FAILURE = 3;
const REPEAT = 1;
/** Three places or more that all fail weigh as much as four repeats: they are independent of each other. */
const ALL_PLACES = 4;
const SOME_PLACES = 3;
const FEW_PLACES = 2;
const RESOLVERS = 3;
const SIBLINGS = 2;
const PAGE_LOAD = 1;
const REPORT: Readonly<Record<string, number>> = { minor: 1, major: 2, critical: 2 };

/** A stranger's certificate is no matter of chance. One that is out of date may be this computer's clock. */
const CERTIFICATE = 2;
const CERTIFICATES: ReadonlySet<Symptom | null> = new Set<Symptom>(['cert_name', 'cert_authority']);

const NAMELESS: ReadonlySet<Symptom | null> = new Set<Symptom>(['dns', 'timeout', 'failed']);

/**
 * Counts votes for a fault of one service.
 * `failures` are bad answers in a row, newest included; `pageLoads` how many of them were the reader's own.
 */
export function votesOf(facts: Facts, failures: number, pageLoads: number): number {
  if (failures === 0) return 0;
  let votes = FIRST_FAILURE + (failures - 1) * REPEAT;
  votes += placeVotes(facts);
  if (facts.resolvers === 'fail' && NAMELESS.has(facts.symptom)) votes += RESOLVERS;
  votes += REPORT[facts.report ?? 'none'] ?? 0;
  if (CERTIFICATES.has(facts.symptom)) votes += CERTIFICATE;
  if (facts.siblingsFail === true) votes += SIBLINGS;
  if (pageLoads > 0) votes += PAGE_LOAD;
  return votes;
}

function placeVotes({ elsewhere, world }: Facts): number {
  if (elsewhere === 'all') return world.placesFailing >= 3 ? ALL_PLACES : SOME_PLACES;
  if (elsewhere === 'mixed' || elsewhere === 'near' || elsewhere === 'network') return FEW_PLACES;
  return 0;
}
