/** After a sleep, or a start of the browser: nothing is claimed from before, and everything is asked at once. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { withWatched } from '@/utils/incidents/advance';
import { badgeOf } from '@/utils/incidents/badge';
import { emptyState } from '@/utils/incidents/initial-state';
import { dueAt } from '@/utils/incidents/schedule';
import type { State } from '@/utils/incidents/state';
import type { KeptStep } from '@/utils/incidents/step';
import { viewOf } from '@/utils/incidents/view';
import { noteStart, noteTick } from '@/utils/incidents/waking';
import type { Settings, View } from '@/utils/model';
import { Computer, MINUTE, outage, SECOND, SETTINGS, START } from './computer';

const HOUR = 60 * MINUTE;
const STARTED = { change: (state: State, _: unknown, now: number) => noteStart(state, now) };

/** Remembers what was shown, and when. */
class Shown extends Computer {
  readonly views: { second: number; view: View; badge: string }[] = [];
  protected override keep(step: KeptStep): void {
    super.keep(step);
    const { state, watched, settings, now } = step;
    const view = viewOf(state, watched, settings, {}, now);
    const badge = badgeOf(state, watched, settings, now).text;
    this.views.push({ second: (now - START) / SECOND, view, badge });
  }

  from(second: number) {
    return this.views.filter((one) => one.second >= second);
  }
}

const healthsOf = ({ favourites }: View) => new Set(favourites.map(({ health }) => health));
const seldom = (settings: Partial<Settings> = {}) => ({ intervalSeconds: 600, ...settings });

function shownOf(state: State, now: number) {
  const watched = watchedOf(SETTINGS, catalogue);
  return {
    view: viewOf(state, watched, SETTINGS, {}, now),
    badge: badgeOf(state, watched, SETTINGS, now).text,
  };
}

describe('when the browser starts', () => {
  it('all are asked at once, others before them, and nothing is said to be up before it answers', async () => {
    const computer = new Shown({ whatsapp: () => null }, [], seldom());
    computer.ask(200, STARTED);
    await computer.run(5 * MINUTE);
    const asked = computer.asked.filter(({ at }) => at >= START + 200 * SECOND);
    expect(asked[0]?.ask.kind).toBe('control');
    const probed = asked.filter(({ ask, at }) => ask.kind === 'probe' && at < START + 202 * SECOND);
    expect(probed).toHaveLength(4);
    const [first, ...later] = computer.from(200);
    expect(first?.view.lead).toMatchObject({ headline: 'cannot-tell', mood: 'woke-up' });
    expect(healthsOf(first?.view as View)).toEqual(new Set(['suspect']));
    expect(later.map(({ view }) => view.lead.mood)).not.toContain('woke-up');
    expect(later.at(-1)?.view.lead).toMatchObject({ headline: 'all-up', mood: 'plain' });
  });

  it('an outage from before is claimed once it is seen to go on, since when it did, and told once', async () => {
    const computer = new Shown({ whatsapp: outage(60, 3_600) });
    computer.ask(1_203, STARTED);
    await computer.run(25 * MINUTE);
    const before = computer.views.findLast(({ second }) => second < 1_203);
    const [first, ...later] = computer.from(1_203);
    expect([before?.badge, first?.badge]).toEqual(['1', '']);
    expect(first?.view.lead.headline).toBe('cannot-tell');
    const since = ({ favourites }: View) => favourites.find(({ id }) => id === 'whatsapp')?.since;
    const again = later.find(({ badge }) => badge === '1');
    expect((again?.second ?? 0) - 1_203).toBeLessThan(5);
    expect(since(again?.view as View)).toBe(since(before?.view as View));
    expect(computer.notices.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('that follows a waking is the same, and asks nobody twice', () => {
    const woken = { ...emptyState(1), wokeAt: START };
    expect(noteStart(woken, START + 2 * SECOND)).toBe(woken);
  });

  it('for the first time makes nothing old', () => {
    const fresh = withWatched(emptyState(1), ['github'], START);
    expect(noteStart(fresh, START)).toBe(fresh);
  });
});

describe('after a sleep', () => {
  it('who is asked seldom is asked at once too, or it would not be known for half an hour', async () => {
    const favourites = [{ id: 'whatsapp' }, { id: 'github', intervalSeconds: 1_800 }] as const;
    const computer = new Computer({ whatsapp: () => null }, [], { favourites: [...favourites] });
    await computer.run(10 * MINUTE);
    const now = START + 15 * MINUTE;
    const { services } = noteTick(computer.state as State, 30 * SECOND, now);
    const github = services.github;
    expect(github && [github.health, dueAt(github, 30 * MINUTE)]).toEqual(['unknown', now]);
  });

  it("a fault of one's own from before is no answer", async () => {
    const computer = new Computer({ whatsapp: () => null, connected: (second) => second < 120 });
    await computer.run(10 * MINUTE);
    const before = shownOf(computer.state as State, computer.clock.now);
    expect([before.badge, before.view.lead.headline]).toEqual(['!', 'just-you']);
    const now = computer.clock.now + 9 * HOUR;
    const after = shownOf(noteTick(computer.state as State, 30 * SECOND, now), now);
    expect([after.badge, after.view.lead.headline, after.view.lead.mood]).toEqual([
      '',
      'cannot-tell',
      'woke-up',
    ]);
  });
});
