import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    globalSetup: ['./scripts/words.mjs', './scripts/catalogue.mjs'],
    include: ['tests/unit/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A machine that is busy is no failure: tests do not time.
    testTimeout: 60_000,
  },
});
