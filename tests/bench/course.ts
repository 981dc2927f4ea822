/** What a person sees in the popup over time, and what of it is wrong. Browser. */
import type { Driver } from '../e2e/browsers/driver.ts';
import type { PopupSeen } from '../e2e/browsers/popup-reader.ts';
import type { Promised } from './promised.ts';

const EVERY_MS = 400;
/** Looked at for so long after the answer is there: it must stay. */
const STAYS_MS = 20_000;

/** One look that differs from the one before. */
export interface Look {
  afterS: number;
  badge: string;
  headline: string;
  /** Health, scope and verdict of what is not simply up. */
  services: string;
}

export interface Course {
  looks: Look[];
  /** When every service had its verdict, and when headline and badge said it too (ms since the epoch). */
  verdictAt: number | null;
  answerAt: number | null;
  /** Wrong sides, and services blamed that are well. */
  wrong: string[];
  /** Changes of what had been answered. */
  changes: number;
}

const QUIET_HEADLINES = ['all-up', 'cannot-tell'];
const QUIET_BADGES = ['', '?'];

/** Watches from a moment on until the answer is there and stayed, or for so long at most. */
export async function watchCourse(
  driver: Driver,
  promised: Promised,
  from: number,
  withinMs: number,
): Promise<Course> {
  const course: Course = { looks: [], verdictAt: null, answerAt: null, wrong: [], changes: 0 };
  const leastMs = (promised.watchedFor ?? 0) * 1_000;
  for (;;) {
    const [badge, seen] = await Promise.all([driver.badge(), driver.popup()]);
    const now = Date.now();
    note(course, badge, seen, promised, now - from);
    advance(course, badge, seen, promised, now);
    const stayed = course.answerAt !== null && now - course.answerAt > STAYS_MS;
    if ((stayed && now - from > leastMs) || now - from > withinMs) return course;
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
}

function advance(course: Course, badge: string, seen: PopupSeen, promised: Promised, now: number): void {
  const said = isSaid(seen, promised);
  if (said) course.verdictAt ??= now;
  const fits = promised.headlines.includes(seen.headline ?? '') && promised.badges.includes(badge);
  if (said && fits) course.answerAt ??= now;
  const lost = course.answerAt !== null && !(said && fits);
  const wrong = [
    ...wrongIn(badge, seen, promised),
    ...(lost ? [`not kept: [${badge}] ${seen.headline}`] : []),
  ];
  course.wrong = [...new Set([...course.wrong, ...wrong])];
}

function note(course: Course, badge: string, seen: PopupSeen, promised: Promised, afterMs: number): void {
  const look = lookOf(badge, seen, promised, afterMs);
  const last = course.looks.at(-1);
  const same =
    last?.badge === look.badge && last.headline === look.headline && last.services === look.services;
  if (same) return;
  course.looks.push(look);
  if (course.answerAt !== null) course.changes += 1;
}

function lookOf(badge: string, seen: PopupSeen, { services }: Promised, afterMs: number): Look {
  const told = seen.favourites.filter(({ service, health }) => service in services || health !== 'up');
  const states = told.map(
    ({ service, health, scope, verdict }) => `${service}: ${health} ${scope} ${verdict}`,
  );
  return {
    afterS: tenths(afterMs),
    badge,
    headline: seen.headline ?? '',
    services: states.sort().join(', '),
  };
}

/** Seconds to one digit. */
export function tenths(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function isSaid({ favourites }: PopupSeen, { services }: Promised): boolean {
  return Object.entries(services).every(([id, { verdicts }]) =>
    favourites.some(({ service, verdict }) => service === id && verdicts.includes(verdict)),
  );
}

function wrongIn(badge: string, seen: PopupSeen, { services, headlines, badges }: Promised): string[] {
  const sides = seen.favourites.flatMap(({ service, scope }) => {
    // Whatever is the reader's own is said of all favourites.
    const allowed = services[service]?.scopes ?? ownScopes(services);
    return ['none', 'unknown', ...allowed].includes(scope) ? [] : [`${service}: ${scope}`];
  });
  const most = Math.max(0, ...badges.map(Number).filter(Number.isFinite));
  const badgeFits =
    [...QUIET_BADGES, ...badges].includes(badge) || (Number(badge) > 0 && Number(badge) <= most);
  return [
    ...sides,
    ...([...QUIET_HEADLINES, ...headlines].includes(seen.headline ?? '')
      ? []
      : [`headline: ${seen.headline}`]),
    ...(badgeFits ? [] : [`badge: ${badge}`]),
  ];
}

const OWN = ['device', 'network', 'resolver'];

function ownScopes(services: Promised['services']): readonly string[] {
  const scopes = Object.values(services).flatMap((one) => one.scopes);
  return scopes.every((scope) => OWN.includes(scope)) ? scopes : [];
}
