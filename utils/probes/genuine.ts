/** Is an answer what the target is known to say? Pure. */
import type { Expectation, WireReply } from '@/utils/model';

type Response = Extract<WireReply, { kind: 'response' }>;

function isBodyAsExpected(expect: Expectation, body: Uint8Array | null): boolean {
  const text = new TextDecoder().decode(body ?? new Uint8Array()).trim();
  if (expect.empty && text !== '') return false;
  if (expect.text !== undefined && !text.includes(expect.text)) return false;
  return expect.pattern === undefined || new RegExp(expect.pattern, 'm').test(text);
}

/** Tells whether the body matters, and must be read. */
export function needsBody(expect: Expectation | null): boolean {
  return (
    expect !== null && (expect.empty === true || expect.text !== undefined || expect.pattern !== undefined)
  );
}

/** Compares an answer with what is expected; null when nothing is expected or the browser hides the answer. */
export function genuineOf(expect: Expectation | null, reply: Response): boolean | null {
  if (expect === null || reply.status === 0) return null;
  if (expect.status !== undefined && expect.status !== reply.status) return false;
  return !needsBody(expect) || isBodyAsExpected(expect, reply.body);
}
