/** What does a public resolver's JSON answer say about a name? Pure; reads the dialects of Google and Cloudflare. */
import * as v from 'valibot';
import type { ResolverObservation } from '@/utils/model';

export interface DnsAnswer {
  answer: NonNullable<ResolverObservation['answer']>;
  /** Extended DNS error codes (RFC 8914), ascending, each once. */
  ede: readonly number[];
}

/** Record types that hold an address: A and AAAA. */
const ADDRESS_TYPES = new Set([1, 28]);

const AnswerSchema = v.object({
  Status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4095)),
  Question: v.optional(v.array(v.object({ name: v.string() }))),
  Answer: v.optional(v.array(v.object({ type: v.number(), data: v.string() })), []),
  Comment: v.optional(v.union([v.string(), v.array(v.string())]), []),
  extended_dns_errors: v.optional(v.array(v.object({ info_code: v.number() })), []),
});

type DnsMessage = v.InferOutput<typeof AnswerSchema>;

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i;

function nameOf(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

function isAbout(host: string, message: DnsMessage): boolean {
  return message.Question === undefined || message.Question.some((one) => nameOf(one.name) === nameOf(host));
}

function answerOf(message: DnsMessage): DnsAnswer['answer'] | null {
  switch (message.Status) {
    case 0:
      // A chain of aliases that ends in no address is no address.
      return message.Answer.some((one) => ADDRESS_TYPES.has(one.type) && ADDRESS.test(one.data))
        ? 'address'
        : 'empty';
    case 2:
      return 'servfail';
    case 3:
      return 'nxdomain';
    case 5:
      return 'refused';
    default:
      return null;
  }
}

function edeOf(message: DnsMessage): number[] {
  const comments = typeof message.Comment === 'string' ? [message.Comment] : message.Comment;
  const written = comments.map((text) => Number(/^EDE\((\d+)\)/.exec(text)?.[1] ?? Number.NaN));
  const codes = [...written, ...message.extended_dns_errors.map((one) => one.info_code)];
  return [...new Set(codes.filter(Number.isInteger))].sort((a, b) => a - b);
}

/** Reads a resolver's body; null when it is no answer about this host at all. */
export function readDnsJson(host: string, body: Uint8Array): DnsAnswer | null {
  try {
    const message = v.parse(AnswerSchema, JSON.parse(new TextDecoder().decode(body)));
    const answer = isAbout(host, message) ? answerOf(message) : null;
    return answer === null ? null : { answer, ede: edeOf(message) };
  } catch {
    return null;
  }
}
