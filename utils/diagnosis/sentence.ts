/** What one verdict says, as data: a sentence each for what is wrong, how we know and what to do. Pure. */
import type { EpochMs, FavouriteView, SourceChoices, Verdict } from '@/utils/model';
import type { Tongue } from './locale';

/** Rule of the verdict that the person's own word makes. */
export const SAID_WORKS = 'said-works';

/** Tells whether it is the person's word that holds. */
export function isPersonsWord({ rule }: Pick<Verdict, 'rule'>): boolean {
  return rule === SAID_WORKS;
}

/** Tells whether it works for the person by their word, and others see it fail. */
export function worksHereAlone(verdict: Pick<Verdict, 'name' | 'rule'>): boolean {
  return verdict.name === 'partial' && isPersonsWord(verdict);
}

/** Nothing is claimed of a favourite while the person has paused the watch. */
export const NOT_WATCHED = 'not-watched';

/** Rule of the verdict that was weighed, with nobody elsewhere to ask. */
export const LIKELIEST = 'likeliest';

/** Rule of a server's error that nobody else was seen to get. */
const ERRORS_HERE = 'errors';

/** Tells whether the service is blamed by what this computer saw alone: that others meet it too is only likely. */
export function isUnwitnessed({ scope, rule }: Pick<Verdict, 'scope' | 'rule'>): boolean {
  return scope === 'global' && (rule === LIKELIEST || rule === ERRORS_HERE);
}

/** What is known around a verdict where it is shown as it holds now, and not in a log. */
export interface Around extends Pick<FavouriteView, 'isPrivate' | 'report'> {
  now: EpochMs;
  sources: SourceChoices;
  /** Its status page was read lately, whatever it said. */
  pageRead: boolean;
}

/** What a sentence may speak of. */
export interface Context {
  verdict: Verdict;
  service: string;
  /** How many services that names. */
  count: number;
  tongue: Tongue;
  everyone: boolean;
  around: Around | null;
}

/** Makes one sentence. */
export type Say = (context: Context) => string;

/** Where advice can be followed: the choice of sources, or the service's status page. */
export type Destination = 'sources' | 'status-page';

/** The sentences of one verdict. */
export interface Sentences {
  line: Say;
  because: Say;
  /** Null where there is nothing to do. */
  todo?: (context: Context) => string | null;
  /** Null where it leads nowhere. */
  leadsTo?: (context: Context) => Destination | null;
}

type Message<T> = (inputs: T, tongue: Tongue) => string;

/** A message that names the service. */
export const named =
  (message: Message<{ service: string }>): Say =>
  ({ service, tongue }) =>
    message({ service }, tongue);

/** A message that names the services and knows whether they are one or many. */
export const counted =
  (message: Message<{ service: string; count: number }>): Say =>
  ({ service, count, tongue }) =>
    message({ service, count }, tongue);

/** A message that needs nothing. */
export const plain =
  (message: Message<Record<string, never>>): Say =>
  ({ tongue }) =>
    message({}, tongue);
