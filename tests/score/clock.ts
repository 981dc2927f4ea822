/** Simulated time: events in order, each only when everything before it has settled. */

interface Event {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that stands still while anything is left to do, and then jumps to the next event. */
export class Clock {
  now: number;
  private order = 0;
  private readonly heap: Event[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Runs something at a time. */
  at(time: number, run: () => void): void {
    this.push({ at: Math.max(time, this.now), order: this.order++, run });
  }

  /** Resolves after so many ms. */
  wait(ms: number): Promise<void> {
    return new Promise((done) => this.at(this.now + ms, done));
  }

  /** Plays every event up to a time. */
  async play(until: number): Promise<void> {
    // What was begun just before may still be on its way to its first wait.
    await settled();
    for (let next = this.heap[0]; next !== undefined && next.at <= until; next = this.heap[0]) {
      this.pop();
      this.now = next.at;
      next.run();
      // Everything that follows from this event, before the next one.
      await settled();
    }
    this.now = until;
  }

  private push(event: Event): void {
    const { heap } = this;
    heap.push(event);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(heap, index, parent)) return;
      swap(heap, index, parent);
      index = parent;
    }
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    let index = 0;
    while (true) {
      const left = 2 * index + 1;
      let least = index;
      if (left < heap.length && isBefore(heap, left, least)) least = left;
      if (left + 1 < heap.length && isBefore(heap, left + 1, least)) least = left + 1;
      if (least === index) return;
      swap(heap, index, least);
      index = least;
    }
  }
}

function settled(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

function isBefore(heap: readonly Event[], a: number, b: number): boolean {
  const one = heap[a];
  const other = heap[b];
  if (one === undefined || other === undefined) return false;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function swap(heap: Event[], a: number, b: number): void {
  const one = heap[a];
  const other = heap[b];
  if (one === undefined || other === undefined) return;
  heap[a] = other;
  heap[b] = one;
}

/** A random number generator with a seed: the same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
