/** docs/network.md, made from the addresses the product asks. Pure. */
import { controls } from '@/utils/catalogue/controls';
import { services } from '@/utils/catalogue/find';
import { GLOBALPING, RESOLVER_ADDRESSES, RIPESTAT } from '@/utils/catalogue/source-addresses';

const HEAD = `# Who is asked what

Made from the sources by \`npm run docs\`; do not edit. No cookie, no referrer and no address of the extension goes with any
request: a source is asked only where you allowed its host in the browser too, since only then can that be kept back. Nothing in this list is asked before a favourite was chosen or a site looked up, and the four kinds of sources only
after they were agreed to, each with a switch of its own. There is no server of ours.
`;

/** Writes the page. */
export function networkPage(): string {
  return [HEAD, own(), controlsPart(), sources(), feeds(), catalogue()].join('\n');
}

function own(): string {
  return `## Your favourites

Each is asked for its own probe address, by \`HEAD\` (by \`GET\` where its answer has to be read), once per interval, more often for a
few minutes after a failure, and a fifth as often while all is well and you are away. It learns what any visit of yours would tell it: your address, and your browser's name.
A custom address is asked exactly as you gave it. A site that you look up (this page, the menu, the address bar) is asked at its
front door, without a path, while you look at the answer and up to five minutes more; up to a day if you want to be told when it is back.
`;
}

function controlsPart(): string {
  const rows = controls.map(({ target, operator }) => `| ${operator} | ${target.url} |`);
  return table(
    '## Controls',
    'Asked only while a favourite or a site that you looked up fails or is slow, after a network change and after waking, to tell whether your own connection works; one of them every five minutes while something is known to be blocked. They learn your address, never a favourite.',
    ['operator', 'address'],
    rows,
  );
}

function sources(): string {
  const resolvers = Object.entries(RESOLVER_ADDRESSES).map(
    ([name, addresses]) =>
      `| public resolver (${name}) | ${addresses.join(', ')} | the host name of a failing service |`,
  );
  return table(
    '## Second opinions, each with its own switch',
    'Asked only while a favourite fails or is slow, only about services of the catalogue (and about a custom public host where you switched that on), or about a public site that you looked up and that fails or is slow. Never a path, never a private name or address.',
    ['source', 'address', 'learns'],
    [
      ...resolvers,
      `| places elsewhere (Globalping) | ${GLOBALPING} | the host name; your country and network number, so that a place near you can answer |`,
      `| routing (RIPEstat) | ${RIPESTAT} | an address block of a failing service; your own address, to tell your network |`,
    ],
  );
}

function feeds(): string {
  const byUrl = new Map<string, string[]>();
  for (const { name, feed } of services) {
    if (feed !== null) byUrl.set(feed.url, [...(byUrl.get(feed.url) ?? []), name]);
  }
  const rows = [...byUrl]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([url, names]) => `| ${url} | ${names.join(', ')} |`);
  return table(
    '## Status pages',
    'Asked every five minutes, or with the next check after them, for favourites that have one (seldom while you are away), each once for all favourites that share it, also for a service that you look up if you allowed its page; large ones only while their service fails or is slow. The operator of a page learns that somebody at your address reads it.',
    ['address', 'about'],
    rows,
  );
}

function catalogue(): string {
  const rows = services.map(({ name, probe }) => `| ${name} | ${probe} |`);
  return table(
    '## Catalogue',
    'Asked only when it is a favourite of yours, or you look it up.',
    ['service', 'probe address'],
    rows,
  );
}

function table(title: string, text: string, heads: readonly string[], rows: readonly string[]): string {
  const line = `| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}`;
  return `${title}\n\n${text}\n\n${line}\n${rows.join('\n')}\n`;
}
