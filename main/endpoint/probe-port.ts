import { createServer } from 'node:net';
import type { EndpointProblem } from '../../app/contract/endpoint.ts';
import { listenProblem } from './listen-problem.ts';

/**
 * Listens for a moment, and for nobody, to learn whether that is possible.
 * @param address an IP address, or `loopback` for both of this machine's own
 */
export async function probePort(address: string, port: number): Promise<EndpointProblem | undefined> {
  if (address !== 'loopback') return probe(address, port);
  const second = await probe('::1', port);
  // A machine without IPv6 has one loopback address.
  return (await probe('127.0.0.1', port)) ?? (second === 'address-not-here' ? undefined : second);
}

function probe(host: string, port: number): Promise<EndpointProblem | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((guest) => guest.destroy());
    server.once('error', (error) => {
      const problem = listenProblem(error);
      if (problem) resolve(problem);
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
