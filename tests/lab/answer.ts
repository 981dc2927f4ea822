/** What a host answers over HTTP, by its truth; controls and sources answer as themselves. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CONTROLS, PORTAL_PAGE } from '../sources/controls.ts';
import type { Sources } from './sources.ts';
import { showsHere, type Truth, WELL } from './truth.ts';

export interface Answering {
  truthOf: (host: string) => Truth;
  sources: Sources;
  isPortal: () => boolean;
  /** Milliseconds by which servers' dates differ from this computer's clock. */
  skewMs: () => number;
}

/** Answers one request. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  secure: boolean,
  lab: Answering,
): Promise<void> {
  // Faults must bite at once, so no connection outlives its answer.
  response.setHeader('connection', 'close');
  response.setHeader('date', new Date(Date.now() - lab.skewMs()).toUTCString());
  if (lab.isPortal()) return portal(request, response);
  const truth = lab.truthOf(host);
  const shown = showsHere(truth) ? truth : WELL;
  if (await lab.sources.answer(request, response, host)) return;
  const control = CONTROLS[host];
  if (control !== undefined && shown.status === 200 && shown.answer === 'whole') {
    response.writeHead(control.status).end(control.body);
    return;
  }
  await serve(request, response, host, secure, shown);
}

function portal(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.startsWith('/login')) {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL_PAGE);
    return;
  }
  response.writeHead(302, { location: 'http://portal.hotel.example/login' }).end();
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  secure: boolean,
  truth: Truth,
): Promise<void> {
  if (truth.slowMs > 0) await new Promise((done) => setTimeout(done, truth.slowMs));
  if (truth.answer === 'hang') return;
  if (truth.answer === 'garbage') {
    request.socket.end('\u0000\u0001this is no HTTP\r\n\r\n');
    return;
  }
  const location = locationOf(request, host, secure, truth);
  if (location !== null) {
    response.writeHead(302, { location }).end();
    return;
  }
  const type = request.url?.endsWith('.ico') ? 'image/x-icon' : 'text/html; charset=utf-8';
  const headers = { 'content-type': type, ...truth.headers };
  if (truth.answer === 'cut') {
    response.writeHead(truth.status, { ...headers, 'content-length': String(truth.body.length + 1_000) });
    response.write(truth.body);
    request.socket.destroySoon();
    return;
  }
  response.writeHead(truth.status, headers).end(request.method === 'HEAD' ? undefined : truth.body);
}

function locationOf(request: IncomingMessage, host: string, secure: boolean, truth: Truth): string | null {
  const scheme = secure ? 'https' : 'http';
  switch (truth.redirect) {
    case 'none':
      return null;
    case 'loop':
      return `${scheme}://${host}${request.url ?? '/'}`;
    case 'login':
      return request.url?.startsWith('/login') ? null : `${scheme}://${host}/login`;
    case 'elsewhere':
      return 'https://blocked.office.example/';
    default:
      return truth.redirect satisfies never;
  }
}
