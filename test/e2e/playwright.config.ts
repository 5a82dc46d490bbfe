import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { electronPath } from './electron-console.ts';

const root = join(import.meta.dirname, '../..');

/** The tests open the product's own window and attach to it, so no browser is configured here: in Electron too, wherever its binary is. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: join(root, '.cache/e2e'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 20_000 },
  projects: [{ name: 'chromium' }, ...(electronPath() === undefined ? [] : [{ name: 'electron', testIgnore: '**/*leak.test.ts' }])],
  reporter: [['line'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? join(root, '.cache/test/e2e.json') }]],
});
