import { defineConfig } from 'vitest/config';

const withDatabase = ['tests/support/global-setup.ts'];

/**
 * The five kinds of test, in the order in which a failure says most. The last three run after them: they start
 * servers of their own.
 */
export default defineConfig({
  test: {
    // Half of the time is waiting for disks and pages: two at a time keep two cores busy.
    maxWorkers: 2,
    projects: [
      { test: { name: 'rules', include: ['src/**/*.test.ts', 'cities/**/*.test.ts', 'bench/**/*.test.ts'], exclude: ['**/*.deed.test.ts'] } },
      {
        test: { name: 'deeds', include: ['src/**/*.deed.test.ts', 'bench/**/*.deed.test.ts'], globalSetup: withDatabase, testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        test: {
          name: 'house',
          include: ['tests/house/**/*.test.ts'],
          globalSetup: withDatabase,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: withDatabase,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: withDatabase,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
