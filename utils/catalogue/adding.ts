/** What becomes of a text with names and addresses when it is added to the favourites. Pure. */
import type { CatalogueService, Favourite } from '@/utils/model';
import type { CustomUrlProblem } from './custom';
import { serviceIdOf } from './target';
import { serviceSpelledLike, typedList } from './typed';

/** Why something of the text was not added. */
export type Complaint =
  | { problem: CustomUrlProblem; meant: CatalogueService | null }
  | { problem: 'duplicate'; favourite: Favourite };

interface Added {
  fresh: Favourite[];
  /** What stays in the field, to be mended. */
  left: string;
  /** The first thing that went wrong. */
  complaint: Complaint | null;
}

/** Sorts a typed or pasted text into new favourites and what cannot be added. */
export function addTyped(text: string, favourites: readonly Favourite[]): Added {
  const known = new Set(favourites.map(serviceIdOf));
  const fresh: Favourite[] = [];
  const left: string[] = [];
  const complaints: Complaint[] = [];
  for (const typed of typedList(text)) {
    if (typed.kind === 'problem') {
      left.push(typed.text);
      const meant = typed.problem === 'not-a-url' ? serviceSpelledLike(typed.text) : null;
      complaints.push({ problem: typed.problem, meant });
    } else if (known.has(serviceIdOf(typed.favourite))) {
      complaints.push({ problem: 'duplicate', favourite: typed.favourite });
    } else {
      known.add(serviceIdOf(typed.favourite));
      fresh.push(typed.favourite);
    }
  }
  // What can be mended is said first.
  const complaint = complaints.find(({ problem }) => problem !== 'duplicate') ?? complaints[0] ?? null;
  return { fresh, left: left.join(', '), complaint };
}

/** Makes one line of a pasted text without losing where its lines ended, as a one-line field would. */
export function inOneLine(pasted: string): string {
  const parts = pasted.split(/[\n\r\t]+/).flatMap((part) => part.trim().replace(/[,;،]+$/, '') || []);
  return parts.join(', ');
}
