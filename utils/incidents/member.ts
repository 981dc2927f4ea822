/** A service's part in an incident. Pure. */
import type { EpochMs, ServiceId, Verdict } from '@/utils/model';

export interface Member {
  service: ServiceId;
  since: EpochMs;
  restoredAt: EpochMs | null;
  verdict: Verdict;
  /** It is over by the person's word, not by an answer. */
  said?: true;
}

interface Membership {
  members: readonly Member[];
}

/** The person said so themselves, and nobody has seen it answer. */
export function isSaid({ members }: Membership, id: string): boolean {
  return members.some((member) => member.service === id && member.said === true);
}

/** Lists the members that were seen to answer again. */
export function restoredIn({ members }: Membership): Member[] {
  return members.filter((member) => member.restoredAt !== null && member.said !== true);
}
