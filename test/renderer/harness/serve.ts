import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { createServer } from 'vite';

/**
 * Serves the screens over a scripted engine, for looking at them without a house: `?scene=full|empty|long|broken|loading|sign-in|sealed`
 * and `&look=dark`.
 * @returns the address, and a way to end it
 */
export async function serveHarness(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = import.meta.dirname;
  const server = await createServer({
    configFile: false,
    root,
    cacheDir: join(root, '../../../.cache/harness'),
    plugins: [react()],
    logLevel: 'warn',
    server: { host: '127.0.0.1', port: 0, fs: { allow: [join(root, '../../..')] } },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
