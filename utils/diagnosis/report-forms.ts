/** A report as a page that needs nothing else, and as text for a ticket. Pure; what others wrote stays text. */
import { DIRECTION, type Tongue } from './locale';
import type { Report } from './report';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color-scheme:light dark}' +
  'dt{font-weight:600}dd{margin:0 0 .5em}li{overflow-wrap:anywhere}footer{margin-top:2em;opacity:.7}';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Writes a page of its own: no script, no address, nothing that is fetched. */
export function reportHtml(report: Report, tongue: Tongue): string {
  const facts = report.facts.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`);
  const sections = report.sections.map(
    ({ heading, lines }) =>
      `<h2>${html(heading)}</h2>\n<ul>${lines.map((line) => `<li>${html(line)}</li>`).join('\n')}</ul>`,
  );
  return [
    `<!doctype html>\n<html lang="${html(tongue.tag)}" dir="${DIRECTION[tongue.locale]}">`,
    `<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<title>${html(report.title)}</title>\n<style>${STYLE}</style>`,
    `<h1>${html(report.title)}</h1>\n<p>${html(report.summary)}</p>`,
    `<dl>${facts.join('')}</dl>`,
    ...sections,
    `<footer>${html(report.footer)}</footer>\n</html>\n`,
  ].join('\n');
}

/** Writes text that is Markdown too. */
export function reportText(report: Report): string {
  const facts = report.facts.map(([label, value]) => `- ${text(label)}: ${text(value)}`);
  const sections = report.sections.flatMap(({ heading, lines }) => [
    `## ${text(heading)}`,
    lines.map((line) => `- ${text(line)}`).join('\n'),
  ]);
  const parts = [`# ${text(report.title)}`, text(report.summary), facts.join('\n'), ...sections];
  return `${[...parts, text(report.footer)].join('\n\n')}\n`;
}

/** Control characters, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

function oneLine(words: string): string {
  return words.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(words: string): string {
  return oneLine(words).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** Signs that Markdown would take for a link, an image, markup or HTML. */
function text(words: string): string {
  return oneLine(words)
    .replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/^([#>+-]|\d+[.)])/, '\\$1')
    .replace(/(https?):\/\//gi, '$1:\\/\\/');
}
