import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;

/** End-to-end tests drive real browsers: one after the other, each with time for a real outage. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: {
    alias: {
      '@': new URL('../..', import.meta.url).pathname,
      // Logs are made here by the product's own store, outside of any browser.
      'webextension-polyfill': new URL('../score/no-browser.ts', import.meta.url).pathname,
    },
  },
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 6 * MINUTE,
    hookTimeout: 4 * MINUTE,
    reporters: ['verbose'],
  },
});
