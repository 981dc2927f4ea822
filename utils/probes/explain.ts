/** Why did one of our requests fail, and who answered it? Pairs requests with the browser's own events by a token. */
import { type OwnRequestEvent, watchOwnRequests } from '@/utils/platform/web-request';

/** The event usually follows the rejection within 30 ms; 189 ms was the longest seen. */
const CAUSE_WAIT_MS = 300;
/** An address is a bonus: a healthy check does not wait long for it. */
const ADDRESS_WAIT_MS = 50;

const TOKEN = /#p=([\w-]+)$/;

/** The events of one request, as they come in. */
export interface Explanation {
  /** The URL to ask: a fragment never goes on the wire, and comes back in the events. */
  url: string;
  /** Waits for the browser's name of the error; null when none comes in time. */
  cause(): Promise<string | null>;
  /** Waits for the address that answered; null when none comes in time. */
  ip(): Promise<string | null>;
  /** Must be called once, when nothing more is asked. */
  end(): void;
}

interface Waiting {
  answered: OwnRequestEvent | null;
  failed: OwnRequestEvent | null;
  wake: () => void;
}

/** Makes the pairing. It listens only while a request is open, so that other workers' traffic never wakes us. */
export function createExplainer(): (url: string) => Explanation {
  const open = new Map<string, Waiting>();
  let stopListening: (() => void) | null = null;
  let count = 0;

  function receive(event: OwnRequestEvent): void {
    const waiting = open.get(TOKEN.exec(event.url)?.[1] ?? '');
    if (!waiting) return;
    if (event.error === null) waiting.answered = event;
    else waiting.failed = event;
    waiting.wake();
  }

  function end(token: string): void {
    open.delete(token);
    if (open.size > 0 || !stopListening) return;
    stopListening();
    stopListening = null;
  }

  return (url) => {
    count += 1;
    const token = `${Date.now().toString(36)}-${count}`;
    const waiting: Waiting = { answered: null, failed: null, wake: () => {} };
    open.set(token, waiting);
    stopListening ??= watchOwnRequests(receive);
    return {
      url: `${url.split('#')[0]}#p=${token}`,
      cause: () => waitFor(waiting, () => waiting.failed?.error ?? null, CAUSE_WAIT_MS),
      ip: () => waitFor(waiting, () => waiting.answered?.ip ?? null, ADDRESS_WAIT_MS),
      end: () => end(token),
    };
  };
}

function waitFor(waiting: Waiting, read: () => string | null, waitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.wake = () => {};
      resolve(read());
    };
    const timer = setTimeout(finish, waitMs);
    waiting.wake = () => {
      if (read() !== null) finish();
    };
    waiting.wake();
  });
}
