/** What well-known addresses always answer. Pure. */

export interface ControlAnswer {
  status: number;
  body: string;
}

/** By host. */
export const CONTROLS: Readonly<Record<string, ControlAnswer>> = {
  'www.gstatic.com': { status: 204, body: '' },
  'cp.cloudflare.com': { status: 204, body: '' },
  '1.1.1.1': { status: 200, body: 'fl=1f1\nh=1.1.1.1\nip=5.156.1.7\nts=1\nloc=SA\ncolo=RUH\n' },
  'captive.apple.com': {
    status: 200,
    body: '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>',
  },
  'checkip.amazonaws.com': { status: 200, body: '5.156.1.7\n' },
  'en.wikipedia.org': { status: 200, body: 'User-agent: *\nDisallow: /w/\n' },
  'detectportal.firefox.com': { status: 200, body: 'success\n' },
};

/** What a captive portal answers in everybody's place. */
export const PORTAL_PAGE = '<html><body><form action="/login">Welcome to the hotel</form></body></html>';
