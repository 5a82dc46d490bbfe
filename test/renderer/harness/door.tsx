import { createRoot } from 'react-dom/client';
import { House } from '../../../renderer/house.tsx';
import '../../../renderer/theme/font.ts';
import { createDoorClient, type DoorScene } from '../support/door-client.ts';
import {
  brokenLog,
  busyHouse,
  closedHouse,
  deniedLog,
  emptyHouse,
  manyRows,
  olderHouse,
  openHouse,
  recoveredHouse,
} from '../support/door-scene.ts';
import { dressed } from '../support/dressed.tsx';

const scenes: Record<string, (now: number) => DoorScene> = {
  empty: (now) => emptyHouse(now, 'trusted'),
  'empty-absent': (now) => emptyHouse(now, 'absent'),
  'empty-insecure': (now) => emptyHouse(now, 'insecure'),
  closed: (now) => ({ ...closedHouse(now), waitSeconds: 30 }),
  open: (now) => ({ ...openHouse(now), waitSeconds: 8 }),
  recovered: recoveredHouse,
  older: olderHouse,
  busy: busyHouse,
  slow: (now) => ({ ...busyHouse(now), stepMs: 400 }),
  loading: (now) => ({ ...busyHouse(now), stuck: ['LogList', 'LogCheckpointList', 'SlotList', 'LogGet'] }),
  broken: brokenLog,
  denied: deniedLog,
  quiet: (now) => ({ ...busyHouse(now), rows: [], checkpoints: { checkpoints: [], total: 0, publicKey: '' } }),
};

const query = new URLSearchParams(location.search);
const now = Date.now();
const scene = (scenes[query.get('scene') ?? 'busy'] ?? busyHouse)(now);
const client = createDoorClient(scene);
const { Around } = dressed(client, { appearance: query.get('look') === 'dark' ? 'dark' : 'light' });

// Lets a driver grow the log while one looks.
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== 'number') return;
  const next = (scene.rows[0]?.sequence ?? -1) + 1;
  client.append(
    ...manyRows(Date.now(), next + data - 1)
      .slice(0, data)
      .toReversed(),
  );
});

const room = document.querySelector('#root');
if (room) {
  createRoot(room).render(
    <Around>
      <House />
    </Around>,
  );
}
