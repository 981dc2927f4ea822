/** Where the lines of the shared picture break. Pure: how wide words are is an argument. */

type Measure = (text: string) => number;

/** A word in Latin letters or in katakana, or a single sign, with the marks that must not be torn from it. */
const SIGNS = /[（「“]*(?:[!-~]+|[ァ-ヶー]+|.)[。、，：；！？）」”…]*\s*/gsu;

/** Gives what may stand alone in a line, in order. `gap`: what stands between two sentences. */
export function piecesOf(text: string, gap: string): readonly string[] {
  return gap === '' ? (text.match(SIGNS) ?? []) : text.split(/(?<= )/);
}

/** Gives as few lines as fit, of about one length: no word is left alone under a full line. */
export function linesOf(pieces: readonly string[], widthOf: Measure, most: number): readonly string[] {
  const lines = filled(pieces, widthOf, most);
  const narrower = Math.max(0, ...lines.map((line) => widthOf(line.trimEnd()))) - 1;
  if (lines.length < 2) return lines;
  const next = filled(pieces, widthOf, narrower);
  return next.length > lines.length || isTooWide(next, widthOf, narrower)
    ? lines
    : linesOf(pieces, widthOf, narrower);
}

function isTooWide(lines: readonly string[], widthOf: Measure, most: number): boolean {
  return lines.some((line) => widthOf(line.trimEnd()) > most);
}

function filled(pieces: readonly string[], widthOf: Measure, most: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && widthOf(longer.trimEnd()) <= most) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}
