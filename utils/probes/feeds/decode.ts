/** Turns the bytes of an answer into text, JSON and XML elements. Pure; a worker has no DOMParser. */

/** The body of a status page as text, and whether it was longer than what was read. */
export interface Decoded {
  text: string;
  cut: boolean;
}

const MOST_ELEMENTS = 500;

/** Decodes bytes by their byte order mark, or by the zeros that UTF-16 leaves in plain English; else as UTF-8. */
export function decode(bytes: Uint8Array, cut: boolean): Decoded {
  return { text: new TextDecoder(encodingOf(bytes)).decode(bytes), cut };
}

/** Parses the text as JSON, with or without a JSONP wrapper. Undefined when it is anything else. */
export function jsonOf({ text, cut }: Decoded): unknown {
  if (cut) return undefined;
  const bare = text.trim();
  const wrapper = /^(?:\/\*\*\/)?[A-Za-z_$][\w$.]{0,80}\(/.exec(bare.slice(0, 100));
  const inner = wrapper ? bare.slice(wrapper[0].length, bare.lastIndexOf(')')) : bare;
  try {
    return JSON.parse(inner);
  } catch {
    return undefined;
  }
}

/** Tells whether the text is RSS or Atom rather than a page for people. */
export function isXmlFeed({ text }: Decoded): boolean {
  const head = text.slice(0, 2000);
  return /<(rss|feed|rdf:RDF)[\s>]/i.test(head) && !/<(!doctype )?html/i.test(head);
}

/** Lists the insides of the elements of one name, in order, the unfinished last one left out. */
export function elementsOf(xml: string, name: string): string[] {
  const found: string[] = [];
  let open = xml.indexOf(`<${name}`);
  while (open >= 0 && found.length < MOST_ELEMENTS) {
    let at = open + name.length + 1;
    if (/[\s/>]/.test(xml[at] ?? '')) {
      const start = xml.indexOf('>', at) + 1;
      const end = start > 0 ? xml.indexOf(`</${name}>`, start) : -1;
      if (end < 0) break;
      found.push(xml.slice(start, end));
      at = end + name.length + 3;
    }
    open = xml.indexOf(`<${name}`, at);
  }
  return found;
}

/** Reads the text of the first element of that name, CDATA and entities undone. Null when there is none. */
export function elementText(xml: string, name: string): string | null {
  const inside = elementsOf(xml.slice(0, 100_000), name)[0];
  if (inside === undefined) return null;
  const data = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(inside);
  return data?.[1] ?? undoEntities(inside);
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
]);

/** Undoes character references once; those it does not know stay as they are. */
export function undoEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(String(name).toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0)) {
    return 'utf-16be';
  }
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== undefined && first !== 0)) {
    return 'utf-16le';
  }
  return 'utf-8';
}
