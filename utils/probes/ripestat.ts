/** Asks one data call of RIPEstat. Network; never throws. Source: RIPE NCC / RIPEstat. */
import * as v from 'valibot';
import { RIPESTAT } from '@/utils/catalogue/source-addresses';
import type { Wire, WireReply } from '@/utils/model';
import { jsonOfReply } from './json-reply';

const TIMEOUT_MS = 8_000;

/** `status` must not say otherwise; its documented values are ok, error and maintenance. */
const envelope = v.object({ status: v.optional(v.literal('ok')), data: v.unknown() });

/** Asks a call about a resource (an address or a prefix). `data` is undefined when there is no useful answer. */
export async function askRipestat(
  wire: Wire,
  call: string,
  resource: string | null,
  readBytes: number,
): Promise<{ reply: WireReply; data: unknown }> {
  const query = new URLSearchParams({ ...(resource === null ? {} : { resource }), sourceapp: 'faultline' });
  const reply = await wire.fetch({
    url: `${RIPESTAT}/${call}/data.json?${query}`,
    timeoutMs: TIMEOUT_MS,
    readBytes,
  });
  const read = v.safeParse(envelope, jsonOfReply(reply));
  const isFine = reply.kind === 'response' && reply.status === 200 && read.success;
  return { reply, data: isFine ? read.output.data : undefined };
}
