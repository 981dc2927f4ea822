/** One step of the watch: why it was asked for, and what is to be kept and shown of it. Types only. */
import type { EpochMs, Notice, Observation, Settings, Watched } from '@/utils/model';
import type { State } from './state';

export interface KeptStep {
  before: State;
  state: State;
  seen: readonly Observation[];
  notices: readonly Notice[];
  settings: Settings;
  watched: readonly Watched[];
  /** Looked up without being favourites, newest first. */
  guests: readonly Watched[];
  now: EpochMs;
}

export interface Reason {
  /** Services to ask whatever the time; "all" for "check now". */
  wanted: readonly string[] | 'all';
  /** What the browser saw by itself: failed page loads. */
  seen: readonly Observation[];
  /** What the person said or chose, applied before anything is asked. */
  change?: (state: State, watched: readonly Watched[], now: EpochMs) => State;
  /** Called once the change is kept and shown. */
  kept?: () => void;
  /** Somebody waits for the answer, in front of a page that failed. */
  waiting?: boolean;
}
