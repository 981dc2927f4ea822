/** Where the pipe meets the world. Types only. */
import type { ControlInfo } from '@/utils/incidents/evidence';
import type { State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import type { Ask, EpochMs, Guest, LocalTime, Observation, Settings, Target, Watched } from '@/utils/model';

/** Where the pipe meets the world: network, clock, disk and browser. */
export interface Edges {
  now(): EpochMs;
  /** Resolves after so many ms. */
  wait(ms: number): Promise<void>;
  random(): number;
  /** navigator.onLine; null when not known. */
  online(): boolean | null;
  /** The wall clock where the person is; null when not known. */
  local(): LocalTime | null;
  /** Nobody is there, or data is dear: the watch may look less often; null when not known. Never rejects. */
  resting(): Promise<boolean | null>;
  /** Answers one question with observations. Never rejects. */
  gather(ask: Ask): Promise<readonly Observation[]>;
  read(): Promise<{ state: State | null; settings: Settings; watched: readonly Watched[] }>;
  /** What the catalogue knows of guests; those that cannot be asked are left out. */
  resolve(guests: readonly Guest[]): readonly Watched[];
  /** Keeps a step: log, state and notice flags in one transaction; then shows notices, badge and view. */
  keep(step: KeptStep): Promise<void>;
  controls: readonly (ControlInfo & { target: Target })[];
  systemDns: boolean;
}
