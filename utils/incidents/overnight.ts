/** What quiet hours held back and is over: one line when they end. Pure. */
import type { Notice, Watched } from '@/utils/model';
import { isCounted } from './counted';
import { type Incident, NO_VERDICT, type Overnight, type State } from './state';
import { speakersIn } from './telling';

const KEPT = 50;

/** Remembers outages that were over while it was quiet; a fault of one's own is no story the morning after. */
export function withOvernight(
  overnight: State['overnight'],
  over: readonly Incident[],
  speaking: readonly Watched[],
): State['overnight'] {
  const entries = over.flatMap((one): Overnight[] => {
    const said = one.members.filter((member) => member.said).map((member) => member.service);
    const services = speakersIn(one, speaking).filter((id) => !said.includes(id));
    if (services.length === 0 || one.closedAt === null || !isCounted(one.verdict)) return [];
    return [{ services, since: one.since, until: one.closedAt }];
  });
  return entries.length === 0 ? overnight : [...overnight, ...entries].slice(-KEPT);
}

/** The one line of the morning; null when nothing happened. */
export function morningNotice({ overnight }: State): Notice | null {
  if (overnight.length === 0) return null;
  const since = Math.min(...overnight.map((one) => one.since));
  const until = Math.max(...overnight.map((one) => one.until));
  return {
    id: `morning-${since}`,
    kind: 'closed',
    about: 'service',
    services: [...new Set(overnight.flatMap((one) => one.services))],
    back: [],
    family: null,
    verdict: NO_VERDICT,
    everyone: false,
    since,
    until,
    alert: true,
    mood: 'morning',
    count: overnight.length,
  };
}
