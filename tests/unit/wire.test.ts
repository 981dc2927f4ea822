import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWire } from '@/utils/probes/wire';

/** The browser's side: its events, its permissions, and how many listeners it holds. */
const browser = vi.hoisted(() => {
  type Report = (details: object) => void;
  const event = () => {
    const listeners = new Set<Report>();
    return {
      listeners,
      filters: [] as unknown[],
      addListener(report: Report, filter: unknown) {
        listeners.add(report);
        this.filters.push(filter);
      },
      removeListener: (report: Report) => listeners.delete(report),
      emit: (details: object) => {
        for (const report of listeners) report(details);
      },
    };
  };
  return {
    webRequest: { onResponseStarted: event(), onErrorOccurred: event() },
    granted: true,
    permissions: { contains: async (): Promise<boolean> => browser.granted },
    /** Rules on requests: what is kept off them, and where. */
    rules: [] as object[],
    declarativeNetRequest: {
      updateSessionRules: async ({ addRules }: { addRules: object[] }) => {
        browser.rules = addRules;
      },
    } as { updateSessionRules(change: { addRules: object[] }): Promise<void> } | undefined,
  };
});
vi.mock('webextension-polyfill', () => ({ default: browser }));

let server: Server;
let root = '';
const asked: {
  method: string | undefined;
  url: string | undefined;
  headers: NodeJS.Dict<string | string[]>;
}[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers });
    if (request.url === '/hang') return;
    if (request.url === '/reset') return void request.socket.destroy();
    if (request.url === '/long') return void response.end('0123456789');
    if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      return void setTimeout(() => request.socket.destroy(), 5);
    }
    response.writeHead(503, { 'Retry-After': '30', 'access-control-allow-origin': '*' });
    response.end('down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** As a browser with host permission does: the answer is readable, and an event tells of it. */
function actAsBrowser(error: string | null, isLate = false): void {
  vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
    const say = () =>
      error === null
        ? browser.webRequest.onResponseStarted.emit({ url, ip: '198.51.100.7' })
        : browser.webRequest.onErrorOccurred.emit({ url, error });
    try {
      return await realFetch(url, { ...options, mode: 'cors' });
    } finally {
      if (isLate) setTimeout(say, 20);
      else say();
    }
  });
}

const realFetch = globalThis.fetch;
const request = { timeoutMs: 1_000, readBytes: 100, explain: true };

beforeEach(() => {
  vi.unstubAllGlobals();
  browser.granted = true;
  asked.length = 0;
});

describe('the wire', () => {
  it('gives status, headers, body and the address that answered', async () => {
    actAsBrowser(null);
    const reply = await createWire().fetch({ ...request, url: `${root}/x` });
    expect(reply).toMatchObject({
      kind: 'response',
      status: 503,
      url: `${root}/x`,
      headers: { 'retry-after': '30' },
      body: new TextEncoder().encode('down'),
      cut: false,
      ip: '198.51.100.7',
    });
  });

  it('sends no cookie, referrer or origin, and keeps its token to itself', async () => {
    actAsBrowser(null);
    await createWire().fetch({ ...request, url: `${root}/x` });
    expect(asked.map((one) => one.url)).toEqual(['/x']);
    for (const name of ['cookie', 'referer', 'origin']) expect(asked[0]?.headers[name]).toBeUndefined();
  });

  it.each([false, true])('gives the name of an error, late or not (%s)', async (isLate) => {
    actAsBrowser('net::ERR_CONNECTION_RESET', isLate);
    const reply = await createWire().fetch({ ...request, url: `${root}/reset` });
    expect(reply).toMatchObject({
      kind: 'failure',
      cause: 'net::ERR_CONNECTION_RESET',
      timedOut: false,
      limited: false,
    });
  });

  it('tells two requests apart that are asked at once', async () => {
    let delayMs = 15;
    vi.stubGlobal('fetch', async (url: string) => {
      const error = `net::${new URL(url).pathname}`;
      setTimeout(() => browser.webRequest.onErrorOccurred.emit({ url, error }), delayMs);
      delayMs -= 5;
      throw new TypeError('Failed to fetch');
    });
    const wire = createWire();
    const replies = await Promise.all(
      ['/a', '/b', '/c'].map((path) => wire.fetch({ ...request, url: `https://example.com${path}` })),
    );
    expect(replies.map((reply) => (reply.kind === 'failure' ? reply.cause : null))).toEqual([
      'net::/a',
      'net::/b',
      'net::/c',
    ]);
  });

  it('knows no cause when the browser says nothing', async () => {
    const reply = await createWire().fetch({ ...request, url: `${root}/reset` });
    expect(reply).toMatchObject({ kind: 'failure', cause: null, timedOut: false, limited: false });
  });

  it('ends a request at its time limit', async () => {
    const reply = await createWire().fetch({ ...request, url: `${root}/hang`, timeoutMs: 60 });
    expect(reply).toMatchObject({ kind: 'failure', timedOut: true, cause: null });
  });

  it('takes a body that breaks off for a failure', async () => {
    actAsBrowser(null);
    const reply = await createWire().fetch({ ...request, url: `${root}/cut` });
    expect(reply).toMatchObject({ kind: 'failure', timedOut: false });
  });

  it('reads no more of a body than it is told to', async () => {
    actAsBrowser(null);
    const wire = createWire();
    const cut = await wire.fetch({ ...request, url: `${root}/long`, readBytes: 4 });
    expect(cut).toMatchObject({ body: new TextEncoder().encode('0123'), cut: true });
    const whole = await wire.fetch({ ...request, url: `${root}/long`, readBytes: 10 });
    expect(whole).toMatchObject({ body: new TextEncoder().encode('0123456789'), cut: false });
    const none = await wire.fetch({ ...request, url: `${root}/long`, readBytes: 0 });
    expect(none).toMatchObject({ body: null, cut: false });
  });
});

describe('what is sent to a source', () => {
  const source = { ...request, explain: false };

  it('is asked for so that the browser names no origin', async () => {
    const modes: unknown[] = [];
    vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
      modes.push(options.mode);
      return realFetch(url, { ...options, mode: 'cors' });
    });
    await createWire().fetch({ ...source, url: `${root}/x` });
    expect(modes).toEqual(['no-cors']);
  });

  it('is posted only after our own name is kept back there, and from pages it is not', async () => {
    const order: unknown[] = [];
    vi.stubGlobal('fetch', async (url: string, options: RequestInit) => {
      order.push(...browser.rules);
      return realFetch(url, options);
    });
    await createWire().fetch({ ...source, method: 'POST', body: '{}', url: `${root}/x` });
    expect(order).toMatchObject([
      {
        action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
        condition: { requestDomains: ['127.0.0.1'], tabIds: [-1] },
      },
    ]);
  });

  it('is not posted where that cannot be had', async () => {
    const rules = browser.declarativeNetRequest;
    browser.declarativeNetRequest = undefined;
    const sent = vi.fn(realFetch);
    vi.stubGlobal('fetch', sent);
    const reply = await createWire().fetch({ ...source, method: 'POST', body: '{}', url: `${root}/x` });
    browser.declarativeNetRequest = rules;
    expect(reply).toMatchObject({ kind: 'failure', limited: true });
    expect(sent).not.toHaveBeenCalled();
  });
});

describe('without host permission', () => {
  /** As a browser does: what was not granted and does not share itself is opaque in this mode, an error in the other. */
  function actAsStranger(): void {
    vi.stubGlobal('fetch', async (_url: string, options: RequestInit) => {
      if (options.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      return { type: 'opaque', status: 0, url: '', headers: new Headers(), body: null };
    });
  }

  it('hides the answer of a probe, but not that there is one', async () => {
    browser.granted = false;
    actAsStranger();
    const reply = await createWire().fetch({ ...request, url: `${root}/x` });
    expect(reply).toMatchObject({ kind: 'response', status: 0, url: '', headers: {}, body: null, ip: null });
  });

  it.each(['GET', 'POST'] as const)('never asks a source (%s): it would learn who we are', async (method) => {
    browser.granted = false;
    const sent = vi.fn(realFetch);
    vi.stubGlobal('fetch', sent);
    const reply = await createWire().fetch({ ...request, method, url: `${root}/x`, explain: false });
    expect(reply).toMatchObject({ kind: 'failure', cause: null, limited: true });
    expect(sent).not.toHaveBeenCalled();
  });

  it('hides the cause, and says so', async () => {
    browser.granted = false;
    const reply = await createWire().fetch({ ...request, url: `${root}/reset` });
    expect(reply).toMatchObject({ kind: 'failure', cause: null, limited: true });
  });
});

describe('listening', () => {
  const listening = () =>
    browser.webRequest.onErrorOccurred.listeners.size + browser.webRequest.onResponseStarted.listeners.size;

  it('happens only while an explained request is open, and only for requests of no tab', async () => {
    actAsBrowser(null);
    const wire = createWire();
    const open = [
      wire.fetch({ ...request, url: `${root}/x` }),
      wire.fetch({ ...request, url: `${root}/long` }),
    ];
    expect(listening()).toBe(2);
    await Promise.all(open);
    expect(listening()).toBe(0);
    for (const filter of browser.webRequest.onErrorOccurred.filters) {
      expect(filter).toEqual({ urls: ['<all_urls>'], types: ['xmlhttprequest'], tabId: -1 });
    }
  });

  it('does not happen for a source', async () => {
    const open = createWire().fetch({ ...request, url: `${root}/x`, explain: false });
    expect(listening()).toBe(0);
    await open;
  });
});
