/** Runs script with the browser's own rights in Firefox, through BiDi's system access. Browser. */
import type { Browser } from 'puppeteer-core';

/** The part of puppeteer's BiDi connection that its public types leave out. */
interface Connection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

interface Tree {
  contexts: { context: string }[];
}

interface Evaluation {
  type: 'success' | 'exception';
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/** Evaluates an expression in Firefox's main window and resolves to its value, which must be a primitive. */
export async function runPrivileged(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as { connection: Connection };
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as Tree;
  const reply = await connection.send('script.evaluate', {
    expression,
    target: { context: tree.contexts[0]?.context },
    awaitPromise: true,
  });
  const evaluation = reply.result as Evaluation;
  if (evaluation.type === 'exception') throw new Error(evaluation.exceptionDetails?.text ?? 'Script failed.');
  return evaluation.result?.value;
}
