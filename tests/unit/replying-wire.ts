/** A network of canned answers, and a record of what was asked of it. */
import type { Wire, WireReply, WireRequest } from '@/utils/model';

export const NOW = Date.parse('2026-11-23T10:00:00Z');

type Answer = Partial<Extract<WireReply, { kind: 'response' }>>;
export type Canned = Answer | Extract<WireReply, { kind: 'failure' }>;

export interface ReplyingWire extends Wire {
  asked: WireRequest[];
}

/** Answers each request in turn; the last answer stands for all that follow. Bodies are cut as the request says. */
export function replying(...answers: readonly Canned[]): ReplyingWire {
  const asked: WireRequest[] = [];
  return {
    asked,
    now: () => NOW,
    fetch: async (request) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? {};
      asked.push(request);
      if (answer.kind === 'failure') return answer;
      const body = answer.body ?? null;
      return {
        kind: 'response',
        status: 200,
        url: request.url,
        headers: {},
        cut: (body?.length ?? 0) > request.readBytes,
        ip: null,
        tookMs: 40,
        ...answer,
        body: body?.slice(0, request.readBytes) ?? null,
      };
    },
  };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function json(value: unknown, rest: Answer = {}): Answer {
  return { ...rest, body: bytes(JSON.stringify(value)) };
}
