/** What a browser lends to the log where there is none: its storage, in memory. */

function area() {
  const kept = new Map<string, unknown>();
  return {
    get: async (key: string) => (kept.has(key) ? { [key]: kept.get(key) } : {}),
    set: async (items: object) => {
      for (const [key, value] of Object.entries(items)) kept.set(key, value);
    },
    remove: async (key: string) => {
      kept.delete(key);
    },
  };
}

export default { storage: { local: area(), session: area(), managed: area() } };
