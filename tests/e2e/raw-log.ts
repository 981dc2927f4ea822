/** Handles the extension's database from outside of the product, as a bug, another version or bad luck would. Browser. */
import type { Driver } from './browsers/driver.ts';

/** A row to be put; `data` as a list of bytes. */
export interface RawChange {
  store: string;
  value: unknown;
  /** Only where the store has no key of its own in the value. */
  key?: string;
}

/** Puts rows into the database as they are. */
export async function putRaw(driver: Driver, changes: readonly RawChange[]): Promise<void> {
  await driver.inExtension(async (given) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const { store, key, value } of given) {
      const row = value as { data?: number[] };
      if (Array.isArray(row.data)) Object.assign(row, { data: new Uint8Array(row.data) });
      if (key === undefined) transaction.objectStore(store).put(value);
      else transaction.objectStore(store).put(value, key);
    }
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    database.close();
  }, changes);
}

/** Puts in every store what no Faultline ever wrote: no numbers, no dates, moments before and after all time. */
export async function putRubbish(driver: Driver, service: string): Promise<void> {
  await driver.inExtension(async (name) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const put = (store: string, row: object) => transaction.objectStore(store).put(row);
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const whole = { counts: { up: 1 }, kinds: {}, pageLoads: 0, pageLoadsFailed: 0, latencies: {} };
    for (const from of [Number.NEGATIVE_INFINITY, -9e15, 8.7e15, new Date(), 'soon', [hour]]) {
      put('series', { service: name, from, ...whole });
      for (const store of ['packs', 'months']) {
        put(store, { from, services: [name], kinds: [], data: new Uint8Array([0, 0, 1, 1, 0]) });
      }
      put('gaps', { from, to: Number.NaN, why: 'asleep' });
      put('incidents', { id: `odd ${from}`, openedAt: from, closedAt: null, members: [], months: [0] });
    }
    put('series', { service: 'a', from: hour, ...whole, latencies: { '1e300': Number.NaN } });
    put('series', {
      service: 'b',
      from: hour - 2 * 3_600_000,
      ...whole,
      minutes: 'u'.repeat(60),
      pace: [1, 2],
    });
    put('gaps', { from: hour, to: Number.POSITIVE_INFINITY, why: 'asleep' });
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, new Date(), 8.7e15];
    for (const [at, record] of ['rolled', 'thinned', 'sizes', 'state-at'].entries()) {
      transaction.objectStore('records').put(odd[at], record);
    }
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    database.close();
  }, service);
}

/** Keeps others from writing, as a window that hangs in the middle of it would. Gives how to let go. */
export async function holdWrites(driver: Driver): Promise<() => Promise<void>> {
  await driver.inExtension(async () => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const held = globalThis as unknown as { holds: boolean };
    held.holds = true;
    const store = database.transaction([...database.objectStoreNames], 'readwrite').objectStore('series');
    const again = () => {
      if (held.holds) store.count().onsuccess = again;
      else database.close();
    };
    again();
  });
  return () =>
    driver.inExtension(() => {
      (globalThis as unknown as { holds: boolean }).holds = false;
    });
}

/** Reads all rows of a store; what a test cannot be told, such as bytes, arrives as its size. */
export async function readRaw<T>(driver: Driver, store: string): Promise<T[]> {
  return (await driver.inExtension(async (name) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const rows = await new Promise<unknown[]>((done, failed) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    database.close();
    const sized = (_key: string, value: unknown) =>
      value instanceof Uint8Array ? { bytes: value.length } : value;
    return JSON.parse(JSON.stringify(rows, sized)) as unknown[];
  }, store)) as T[];
}

/** Leaves the database in another version, as a newer Faultline would that was taken back. */
export async function makeNewer(driver: Driver): Promise<void> {
  await driver.inExtension(
    () =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.open('faultline', 9);
        request.onsuccess = () => {
          request.result.close();
          done();
        };
        request.onerror = () => failed(request.error);
      }),
  );
}

/**
 * Puts a database of the first version in place, with one service's hours, days and incidents up to now, and holds
 * it as a window of that version would that hangs. Gives how to let go.
 */
export async function makeFirst(driver: Driver, hours: number): Promise<() => Promise<void>> {
  await driver.inExtension(async (count) => {
    await new Promise((done, failed) => {
      const request = indexedDB.deleteDatabase('faultline');
      request.onsuccess = done;
      request.onerror = failed;
    });
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline', 1);
      request.onupgradeneeded = () => {
        const { result } = request;
        result.createObjectStore('records');
        for (const name of ['series', 'days']) {
          result.createObjectStore(name, { keyPath: ['service', 'from'] }).createIndex('from', 'from');
        }
        result.createObjectStore('incidents', { keyPath: 'id' }).createIndex('openedAt', 'openedAt');
        result.createObjectStore('gaps', { keyPath: 'from' });
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const hour = 3_600_000;
    const day = 24 * hour;
    const last = Math.floor(Date.now() / hour) * hour - hour;
    const service = 'whatsapp';
    const rest = { kinds: {}, pageLoads: 0, pageLoadsFailed: 0, latencies: { 25: 60 } };
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const put = (store: string, row: unknown) => transaction.objectStore(store).put(row);
    for (let back = 0; back < count; back += 1) {
      const from = last - back * hour;
      put('series', { service, from, counts: { up: 60 }, minutes: 'u'.repeat(60), ...rest });
    }
    const first = Math.floor((last - count * hour) / day) * day - day;
    put('days', { service, from: first, counts: { up: 700, down: 20 }, ...rest });
    put('incidents', {
      id: 'of-the-first-version',
      shared: null,
      members: [{ service, since: last - day, restoredAt: last - day + hour, verdict: 'service_down' }],
      openedAt: last - day,
      closedAt: last - day + hour,
      scope: 'global',
      verdict: { name: 'service_down', scope: 'global', confidence: 'high', rule: 'down', numbers: {} },
      phases: [{ at: last - day, verdict: 'service_down' }],
      toldAt: last - day,
    });
    put('gaps', { from: last - 3 * day, to: last - 2 * day, why: 'asleep' });
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    Object.assign(globalThis, { held: database });
  }, hours);
  return () => driver.inExtension(() => (globalThis as unknown as { held: IDBDatabase }).held.close());
}

/** Sets the clock of the last tick back, as after so much time in which nobody watched. */
export async function ageState(driver: Driver, ms: number): Promise<void> {
  await driver.inExtension(async (by) => {
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('faultline');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const transaction = database.transaction('records', 'readwrite');
    const records = transaction.objectStore('records');
    const request = records.get('state');
    request.onsuccess = () => {
      records.put({ ...request.result, lastTickAt: request.result.lastTickAt - by }, 'state');
    };
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
    });
    database.close();
  }, ms);
}
