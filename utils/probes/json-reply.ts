/** Reads an answer as JSON. Pure; never throws. */
import type { WireReply } from '@/utils/model';

/** Parses the body of an answer. Undefined when there is none, it was cut, or it is something else. */
export function jsonOfReply(reply: WireReply): unknown {
  if (reply.kind === 'failure' || !reply.body || reply.cut) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(reply.body));
  } catch {
    return undefined;
  }
}
