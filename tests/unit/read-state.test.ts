import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { controls } from '@/utils/catalogue/controls';
import { catalogue } from '@/utils/catalogue/find';
import { watchedOf } from '@/utils/catalogue/watched';
import { judge } from '@/utils/diagnosis/judge';
import { advance } from '@/utils/incidents/advance';
import { planAsks } from '@/utils/incidents/plan';
import { stateOf } from '@/utils/incidents/read-state';
import type { State } from '@/utils/incidents/state';
import { viewOf } from '@/utils/incidents/view';
import { Computer, MINUTE, outage, SECOND, SETTINGS } from './computer';

type Tree = Record<string, unknown>;

let states: State[];

async function stateAfter(world: ConstructorParameters<typeof Computer>[0], ms: number): Promise<State> {
  const computer = new Computer(world);
  await computer.run(ms);
  if (computer.state === null) throw new Error('Nothing was kept');
  return computer.state;
}

beforeAll(async () => {
  states = [
    await stateAfter({ whatsapp: outage(60, 900) }, 6 * MINUTE),
    await stateAfter({ whatsapp: () => null, connected: (second) => second < 60 }, 3 * MINUTE),
  ];
});

describe('a state that is read back', () => {
  it('is what was kept', () => {
    expect(states[0]?.incidents).toHaveLength(1);
    expect(states[1]?.own).not.toBeNull();
    for (const state of states) expect(stateOf(structuredClone(state))).toEqual(state);
  });

  it('is looked at on, whatever part of it was damaged', () => {
    const places = states.flatMap((state, of) => pathsOf(state).map((path) => ({ of, path })));
    const damage = fc.oneof(
      fc.constantFrom<unknown>(null, [], {}, [null], { a: null }, 0, '', Number.NaN),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), damage, ({ of, path }, value) => {
        const damaged = structuredClone(states[of]) as unknown as Tree;
        put(damaged, path, value);
        const read = stateOf(damaged);
        if (read !== null) lookOn(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what is usual of a service, with or without what was learned later', () => {
    const [state] = states;
    const usual = state?.services.whatsapp?.usual;
    const readWith = (pages: unknown) => {
      const stored = structuredClone(state) as unknown as { services: Record<string, { usual: object }> };
      stored.services.whatsapp = { ...stored.services.whatsapp, usual: { ...usual, pages } };
      return stateOf(stored)?.services.whatsapp?.usual;
    };
    expect(readWith([false, true])).toEqual({ ...usual, pages: [false, true] });
    for (const damaged of [undefined, 5, { 0: true }, ['a']]) expect(readWith(damaged)).toEqual(usual);
  });

  it('loses one damaged entry and keeps those beside it', () => {
    const [state] = states;
    const damaged = structuredClone(state) as unknown as { incidents: unknown[]; mutes: Tree };
    damaged.incidents.push(null, { id: 'x' });
    damaged.mutes = { github: 'back' };
    expect(stateOf(damaged)).toEqual({ ...state, mutes: { github: 'back' } });
  });
});

/** One more step, as a worker that begins with this state takes it. */
function lookOn(from: State): void {
  const now = (from.lastTickAt ?? 0) + 30 * SECOND;
  const watched = watchedOf(SETTINGS, catalogue);
  const known = controls.map((control) => ({ ...control, id: control.target.id }));
  const situation = { now, online: true, local: null, watched, guests: [], controls: known };
  const { state, judged } = advance(from, [], new Set(), situation, SETTINGS, judge);
  planAsks(state, {
    now,
    watched,
    judged,
    wanted: new Set(),
    reread: new Set(),
    waiting: false,
    controls: controls.map((control) => control.target),
    sources: SETTINGS.sources,
    online: true,
    systemDns: false,
  });
  viewOf(state, watched, SETTINGS, {}, now);
}

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = [...path, key];
    return [own, ...pathsOf(inner, own)];
  });
}

function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[key] = value;
  else put(tree[key] as Tree, rest, value);
}
