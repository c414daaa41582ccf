import { defineConfig } from 'vitest/config';

const limits = { testTimeout: 60_000, hookTimeout: 60_000 };
/** Pure code over the same engine: modules are loaded once for all files, which takes a fifth of the time. */
const pure = ['test/detectors/**/*.test.ts', 'test/rules/**/*.test.ts'];

export default defineConfig({
  test: {
    // Child processes and worker threads do the heavy part of many tests.
    maxWorkers: 2,
    projects: [
      { test: { name: 'pure', include: pure, isolate: false, ...limits } },
      { test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: pure, ...limits } },
    ],
  },
});
