import { describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import type { Wire, WireReply, WireRequest } from '@/utils/model';
import { askControl } from '@/utils/probes/control';

const NOW = Date.UTC(2021, 9, 4, 15, 40);

/** What each control says in good times. */
const GENUINE: Readonly<Record<string, readonly [status: number, body: string]>> = {
  'control-google': [204, ''],
  'control-cloudflare': [204, ''],
  'control-number': [200, 'fl=1\nh=1.1.1.1\nip=203.0.113.5\nts=1\nloc=DE\ncolo=FRA\n'],
  'control-apple': [200, '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>'],
  'control-amazon': [200, '203.0.113.5\n'],
  'control-wikimedia': [200, 'User-agent: *\n'],
  'control-portal': [200, 'success\n'],
};

async function ask(id: string, reply: Partial<Extract<WireReply, { kind: 'response' }>> | 'refused') {
  const control = controls.find(({ target }) => target.id === id);
  if (!control) throw new Error(`no control ${id}`);
  const asked: WireRequest[] = [];
  const wire: Wire = {
    now: () => NOW,
    fetch: async (request) => {
      asked.push(request);
      if (reply === 'refused') {
        return {
          kind: 'failure',
          cause: 'net::ERR_CONNECTION_REFUSED',
          timedOut: false,
          limited: false,
          tookMs: 1,
        };
      }
      const { url } = control.target;
      return {
        kind: 'response',
        status: 200,
        url,
        headers: {},
        body: null,
        cut: false,
        ip: null,
        tookMs: 9,
        ...reply,
      };
    },
  };
  const [seen] = await askControl({ kind: 'control', target: control.target, timeoutMs: 5_000 }, wire);
  return { seen, asked };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a control', () => {
  it.each(controls.map((control) => control.target.id))(
    '%s is genuine when it says what it always says',
    async (id) => {
      const [status, body] = GENUINE[id] ?? [0, ''];
      const { seen } = await ask(id, { status, body: bytes(body) });
      expect(seen).toMatchObject({
        source: 'control',
        target: id,
        outcome: 'ok',
        genuine: true,
        landed: 'same',
      });
    },
  );

  it.each(controls.filter((one) => one.target.id !== 'control-wikimedia').map((one) => one.target.id))(
    '%s is not genuine when a portal answers 200 in its place',
    async (id) => {
      const { seen } = await ask(id, {
        status: 200,
        body: bytes('<html>Welcome! Sign in for success</html>'),
      });
      expect(seen).toMatchObject({ outcome: 'ok', genuine: false });
    },
  );

  it.each([
    ['control-wikimedia', 404, 'User-agent: *'],
    ['control-google', 200, ''],
    ['control-portal', 511, 'success'],
  ])('%s is not genuine with status %i, whatever the body says', async (id, status, body) => {
    expect((await ask(id, { status, body: bytes(body) })).seen?.genuine).toBe(false);
  });

  it('shows where a portal sent it', async () => {
    const { seen } = await ask('control-portal', {
      status: 200,
      url: 'http://login.hotel.example/?from=x',
      body: bytes('<html>Room number?</html>'),
    });
    expect(seen).toMatchObject({ genuine: false, landed: 'elsewhere' });
  });

  it('whose answer is hidden although its host may be read was answered by somebody else', async () => {
    const { seen } = await ask('control-portal', { status: 0, url: '', body: null, strayed: true });
    expect(seen).toMatchObject({ outcome: 'ok', genuine: false, landed: 'elsewhere', limited: false });
  });

  it('with a hidden answer is neither genuine nor false', async () => {
    const { seen } = await ask('control-google', { status: 0, url: '', body: null });
    expect(seen).toMatchObject({ outcome: 'ok', genuine: null, landed: null, limited: true });
  });

  it('that is refused has failed', async () => {
    const { seen } = await ask('control-google', 'refused');
    expect(seen).toMatchObject({ outcome: 'failed', errorType: 'tcp.refused', genuine: null });
  });

  it('is asked once, in full, within its time', async () => {
    const { asked } = await ask('control-portal', { body: bytes('success') });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: 'http://detectportal.firefox.com/success.txt',
      method: 'GET',
      timeoutMs: 5_000,
      explain: true,
    });
  });
});
