import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Two busy cores are slow, not wrong. */
const patience = { testTimeout: 20_000, hookTimeout: 60_000 } as const;
const node = { environment: 'node', pool: 'forks', ...patience } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/{app,contract,leak,main,matrix,port,hostile,vector,setup,rest}/**/*.test.ts'], ...node } },
      {
        plugins: [react()],
        test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'], environment: 'happy-dom', ...patience },
      },
      { test: { name: 'durability', include: ['test/durability/**/*.test.ts'], ...node, testTimeout: 600_000 } },
    ],
  },
});
