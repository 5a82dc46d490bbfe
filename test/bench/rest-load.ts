import { connect, type TLSSocket } from 'node:tls';
import * as z from 'zod';

const order = z.object({
  host: z.string(),
  port: z.number(),
  ca: z.string(),
  /** Whole requests as they go over the wire, in turn. */
  requests: z.array(z.string()),
  connections: z.number(),
  count: z.number(),
});
type Order = z.infer<typeof order>;

/** Opens a connection that stays. */
function open({ host, port, ca }: Order): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: host }, () => resolve(socket));
    socket.setNoDelay(true).once('error', reject);
  });
}

/** Settles when one whole answer has come; nothing follows it before the next request. */
function answered(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const take = (part: Buffer): void => {
      parts.push(part);
      const all = parts.length === 1 ? part : Buffer.concat(parts);
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = all.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      const isGood = head.startsWith('HTTP/1.1 200') && length !== undefined;
      if (isGood && all.length < end + 4 + Number(length)) return;
      socket.off('data', take);
      if (isGood) resolve();
      else reject(new Error(all.toString('latin1', 0, 600)));
    };
    socket.on('data', take);
  });
}

/** Does what it is told over so many connections at once, and says how long each answer took. */
async function run(given: Order): Promise<{ wallMs: number; waits: number[] }> {
  const sockets = await Promise.all(Array.from({ length: given.connections }, () => open(given)));
  const waits: number[] = [];
  let begun = 0;
  const lane = async (socket: TLSSocket): Promise<void> => {
    while (begun < given.count) {
      const request = given.requests[begun % given.requests.length] ?? '';
      begun += 1;
      const start = performance.now();
      const answer = answered(socket);
      socket.write(request);
      await answer;
      waits.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(sockets.map(lane));
  const wallMs = performance.now() - start;
  for (const socket of sockets) socket.destroy();
  return { wallMs, waits };
}

async function tell(message: unknown): Promise<void> {
  try {
    process.send?.(await run(order.parse(message)));
  } catch (error) {
    process.send?.({ error: String(error) });
  }
}

process.on('message', (message) => void tell(message));
