/** Everything that the extension keeps in the browser, as one text to search in. Browser. */
import type { Driver } from './browsers/driver.ts';

/** The part of the extension's own interface that is used inside it. */
declare const chrome: {
  storage: Record<'local' | 'session', { get(key: null): Promise<object> }>;
};

/** Reads every database and storage area. */
export function everythingKept(driver: Driver): Promise<string> {
  return driver.inExtension(async () => {
    const rowsOf = (store: IDBObjectStore) =>
      new Promise<unknown>((resolve, reject) => {
        const request = store.getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const kept: unknown[] = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await open(name);
      const stores = [...database.objectStoreNames];
      const transaction = database.transaction(stores, 'readonly');
      kept.push(await Promise.all(stores.map((store) => rowsOf(transaction.objectStore(store)))));
      database.close();
    }
    return JSON.stringify(kept);
  });
}
