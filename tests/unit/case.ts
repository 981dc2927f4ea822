/** The shorthand of tests/cases. Types only. */
import type { Peers, ResolverObservation, StatusPageObservation, Symptom } from '@/utils/model';

export interface Case {
  /** What happened, in one sentence. */
  about: string;
  rule: string;
  verdict: string;
  scope: string;
  /** Symptoms of the last samples, oldest first. */
  here: Symptom[];
  /** Which of them were the reader's own page loads. */
  pages?: number[];
  /** Addresses that answered while all was well. */
  ips?: string[];
  status?: number;
  tookMs?: number;
  /** Controls by kind: "named" stands for all that are asked by name. */
  controls?: Partial<Record<'named' | 'number' | 'portal', string>>;
  /** "near:outcome[:status]" or "far XX:outcome". */
  places?: string[];
  resolvers?: Partial<Record<'cloudflare' | 'google', NonNullable<ResolverObservation['answer']>>>;
  /** How long ago the resolvers answered; a second when missing. */
  resolversSecondsAgo?: number;
  routes?: { names?: number; address?: number };
  report?: NonNullable<StatusPageObservation['indicator']>;
  peers?: Partial<Peers>;
  online?: boolean;
  skewHours?: number;
  retryAfterMs?: number;
}
