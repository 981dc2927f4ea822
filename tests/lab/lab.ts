/**
 * A small internet for tests and the demo. Start a command inside it with `enterNamespace`; in there `startLab()`
 * gives names, servers, controls and sources for any host. Say what is true of a host with `set(host, truth)`:
 * the browsers here and every source elsewhere then agree on it.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { type Answering, answer } from './answer.ts';
import { Certificates, trust } from './certificates.ts';
import { Feeds } from './feeds.ts';
import { Firewall } from './firewall.ts';
import { Addresses, type ResolverState, startResolver } from './names.ts';
import { Sources } from './sources.ts';
import { showsHere, type Truth, WELL } from './truth.ts';

export interface SeenRequest {
  at: number;
  host: string;
  path: string;
  method: string;
  secure: boolean;
  headers: Readonly<Record<string, string | undefined>>;
}

export interface Lab {
  env: { home: string };
  /** Sets what is true of a host; null for well again. */
  set(host: string, truth: Partial<Truth> | null): void;
  sources: Sources;
  network: {
    setResolver(state: ResolverState): void;
    setLink(state: 'up' | 'down'): void;
    setPortal(on: boolean): Promise<void>;
    setClockSkew(ms: number): Promise<void>;
  };
  requests(): readonly SeenRequest[];
  clearRequests(): void;
  stop(): Promise<void>;
}

/** Wraps a command so that it runs in a namespace of its own; null where none can be made. */
export function enterNamespace(argv: readonly string[]): string[] | null {
  if (process.platform !== 'linux') return null;
  const enter = ['sh', fileURLToPath(new URL('./enter.sh', import.meta.url))];
  const [program = '', ...args] = [...enter, 'true'];
  if (spawnSync(program, args, { stdio: 'ignore' }).status !== 0) return null;
  return [...enter, ...argv];
}

const CATALOGUE = new URL('../../utils/catalogue/services.json', import.meta.url);

/** Starts the servers. To be called inside a namespace. */
export async function startLab(): Promise<Lab> {
  const truths = new Map<string, Truth>();
  const truthOf = (host: string) => truths.get(host) ?? WELL;
  const seen: SeenRequest[] = [];
  const state = { resolver: 'well' as ResolverState, portal: false };
  const addresses = new Addresses();
  const firewall = new Firewall();
  const certificates = await Certificates.create();
  const home = mkdtempSync(join(tmpdir(), 'faultline-lab-'));
  trust(home, certificates.authorityPem);
  const sources = new Sources(truthOf, new Feeds(CATALOGUE));
  const answering: Answering = {
    truthOf,
    sources,
    isPortal: () => state.portal,
    skewMs: () => certificates.skewMs,
  };
  const resolver = await startResolver(addresses, truthOf, () => state.resolver);
  const isReset = (address: string) => {
    const truth = truthOf(addresses.nameOf(address) ?? address);
    return showsHere(truth) && truth.tcp === 'reset';
  };
  const { servers, forget, byNumber } = await startServers(certificates, answering, truthOf, seen, isReset);
  // A connection that is open, or a session that is resumed, would not notice what changes for new ones.
  const hangUp = () => {
    forget();
    for (const { sockets } of servers) for (const socket of sockets) socket.destroy();
  };
  return {
    env: { home },
    set(host, truth) {
      const next = { ...WELL, ...truth };
      // A session that is resumed would not notice another certificate.
      if (next.tls !== truthOf(host).tls) forget();
      truths.set(host, next);
      const tcp = showsHere(next) && next.tcp !== 'reset' ? next.tcp : 'ok';
      firewall.set(addressOf(host, addresses), tcp);
    },
    sources,
    network: {
      setResolver: (next) => {
        state.resolver = next;
      },
      setLink,
      setPortal: async (on) => {
        state.portal = on;
        byNumber(await certificates.optionsFor('', on ? 'untrusted' : 'ok'));
        hangUp();
      },
      setClockSkew: async (ms) => {
        certificates.skewMs = ms;
        byNumber(await certificates.optionsFor(''));
        hangUp();
      },
    },
    requests: () => seen,
    clearRequests: () => seen.splice(0),
    async stop() {
      setLink('up');
      firewall.clear();
      resolver.close();
      hangUp();
      for (const { server } of servers) await new Promise((done) => server.close(done));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function addressOf(host: string, addresses: Addresses): string {
  return /^[\d.]+$/.test(host) ? host : addresses.of(host);
}

/** Everything that makes the world reachable, taken away and given back. */
const LINK: readonly (readonly string[])[] = [
  ['route', 'local', '198.18.0.0/15', 'dev', 'lo'],
  ['addr', '198.18.0.53/32', 'dev', 'lo'],
  ['addr', '1.1.1.1/32', 'dev', 'lo'],
  ['addr', '8.8.8.8/32', 'dev', 'lo'],
];

function setLink(to: 'up' | 'down'): void {
  const ip = (...args: string[]) => execFileSync('ip', args);
  if (to === 'down') {
    for (const [what = '', ...rest] of LINK) ip(what, 'del', ...rest);
    ip('link', 'set', 'lab0', 'down');
    return;
  }
  ip('link', 'set', 'lab0', 'up');
  ip('route', 'replace', 'default', 'via', '10.99.0.2', 'dev', 'lab0');
  for (const [what = '', ...rest] of LINK) ip(what, 'replace', ...rest);
}

const TICKET_KEYS = 48;

interface Listening {
  server: Server;
  sockets: Set<Socket>;
}

async function startServers(
  certificates: Certificates,
  answering: Answering,
  truthOf: (host: string) => Truth,
  seen: SeenRequest[],
  isReset: (address: string) => boolean,
): Promise<{ servers: Listening[]; forget: () => void; byNumber: (context: SecureContextOptions) => void }> {
  const shown = (host: string) => (showsHere(truthOf(host)) ? truthOf(host) : WELL);
  const handle = (secure: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    const path = request.url ?? '/';
    seen.push({
      at: Date.now(),
      host,
      path,
      method: request.method ?? '',
      secure,
      headers: headersOf(request),
    });
    answer(request, response, host, secure, answering).catch(() => response.destroy());
  };
  const https = createHttps(
    {
      // Asked by number there is no name to choose a certificate by.
      ...(await certificates.optionsFor('')),
      SNICallback: (name, done) => {
        // A portal cannot answer in a secure site's place.
        const kind = answering.isPortal() ? 'untrusted' : shown(name).tls;
        certificates.contextFor(name, kind).then((context) => done(null, context), done);
      },
    },
    handle(true),
  );
  const forget = () => https.setTicketKeys(randomBytes(TICKET_KEYS));
  const servers = [await listen(https, 443, isReset), await listen(createHttp(handle(false)), 80, isReset)];
  return { servers, forget, byNumber: (context) => https.setSecureContext(context) };
}

function headersOf({ headers }: IncomingMessage): SeenRequest['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

async function listen(
  server: Server,
  port: number,
  isReset: (address: string) => boolean,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    if (isReset(socket.localAddress ?? '')) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(port, '0.0.0.0', done));
  const { port: bound } = server.address() as AddressInfo;
  if (bound !== port) throw new Error(`The lab could not listen on ${port}.`);
  return { server, sockets };
}
