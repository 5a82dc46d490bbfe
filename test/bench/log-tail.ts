import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { type Bridge, defaultPreference, type FromShell, toShell } from '../../app/contract/bridge.ts';
import type { Client } from '../../renderer/api/client.ts';
import { connect } from '../../renderer/api/connection.ts';
import { openDoor } from '../../main/rpc/door.ts';
import { signIn } from '../support/a-house.ts';
import type { AuditTime } from './audit-time.ts';
import { type BenchHouse, secretName } from './corridor-house.ts';
import type { Table } from './part.ts';
import { quantile } from './stat.ts';
import { duration } from './text.ts';

const writes = 300;

/** How long after its commit a record is with a page that follows the log, with every condition and with none, calmly and in a crowd. */
export async function measureTail(house: BenchHouse, time: AuditTime, title: string): Promise<Table> {
  const page = openClient(house);
  await signIn(page);
  const filter = { operation: ['SecretGet'], result: ['succeeded'], vault: ['bench'], door: ['window'], text: 'secret' };
  const rows: string[][] = [];
  for (const [name, asked, atOnce] of [
    ['no condition, one after the other', {}, 1],
    ['every condition, one after the other', filter, 1],
    ['every condition, 16 at once', filter, 16],
  ] as const) {
    const waits = await follow(house, page, { time, filter: asked, atOnce });
    rows.push([name, String(waits.length), duration(quantile(waits, 0.5)), duration(quantile(waits, 0.99)), duration(Math.max(...waits))]);
  }
  return { title: `from a commit to the page that follows, ${title}`, head: ['', 'records', 'p50', 'p99', 'longest'], rows };
}

interface Tail {
  readonly time: AuditTime;
  readonly filter: object;
  readonly atOnce: number;
}

async function follow(house: BenchHouse, page: Client, { time, filter, atOnce }: Tail): Promise<number[]> {
  const stop = new AbortController();
  const waits: number[] = [];
  const { rows } = await page.call('LogList', { limit: 1, filter: {} });
  const after = rows[0]?.sequence ?? -1;
  const following = (async () => {
    for await (const seen of page.listen('LogFollow', { after, filter }, { signal: stop.signal })) {
      const now = performance.now();
      for (const { sequence, operation } of seen) {
        const on = time.committedOn(sequence);
        if (on !== undefined && operation === 'SecretGet') waits.push(now - on);
      }
      if (waits.length >= writes) stop.abort();
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  await rest(200);
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < writes) {
      begun += 1;
      await read(house, begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await following;
  return waits;
}

async function read({ corridor, window }: BenchHouse, at: number): Promise<void> {
  const input = { vault: 'bench', name: secretName(at) };
  await corridor.call({ caller: window.caller, name: 'SecretGet', requestId: randomUUID(), input, signal: new AbortController().signal });
}

/** A page in front of the house's corridor: the real door and the real client, sealed to each other, with nothing but a relay between. */
function openClient({ corridor, rooms }: BenchHouse): Client {
  let receiver: (message: string) => void = () => undefined;
  const tell = (message: FromShell) => setImmediate(() => receiver(JSON.stringify(message)));
  const raise = (error: unknown): void => {
    throw error;
  };
  const door = openDoor({
    corridor,
    post: (message) => {
      if (message.kind === 'page') tell({ kind: 'engine', text: message.text });
    },
    newId: randomUUID,
    now: rooms.now,
    onViolation: raise,
    onBug: raise,
  });
  const bridge: Bridge = {
    post: (text) => {
      const message = toShell.parse(JSON.parse(text));
      if (message.kind === 'engine') setImmediate(() => door.receive({ kind: 'page', page: 1, text: message.text }));
      if (message.kind !== 'hello') return;
      tell({ kind: 'welcome', preference: defaultPreference });
      door.receive({ kind: 'page-opened', page: 1 });
    },
    receive: (next) => {
      receiver = next;
    },
  };
  return connect(bridge).client;
}
