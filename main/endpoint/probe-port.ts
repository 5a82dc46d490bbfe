import { createServer } from 'node:net';
import type { EndpointProblem } from '../../app/contract/endpoint.ts';
import { listenProblem } from './listen-problem.ts';

/**
 * Listens for a moment, and for nobody, to learn whether that is possible.
 * @param address an IP address, or `loopback`
 */
export function probePort(address: string, port: number): Promise<EndpointProblem | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((guest) => guest.destroy());
    server.once('error', (error) => {
      const problem = listenProblem(error);
      if (problem) resolve(problem);
      else reject(error);
    });
    const host = address === 'loopback' ? '127.0.0.1' : address;
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
