import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const node = { environment: 'node', pool: 'forks' } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/{app,contract,main,port,hostile,vector,setup}/**/*.test.ts'], ...node } },
      { plugins: [react()], test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'], environment: 'happy-dom' } },
      { test: { name: 'durability', include: ['test/durability/**/*.test.ts'], testTimeout: 600_000, ...node } },
    ],
  },
});
