import * as z from 'zod';
import { type Placement, placement } from '../preference-store.ts';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';

const bounds = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
  windowState: z.enum(['normal', 'minimized', 'maximized', 'fullscreen']),
});
const found = z.object({ windowId: z.number(), bounds });

const find = (connection: Connection, { targetId }: MainTarget): Promise<z.output<typeof found>> =>
  connection.call('Browser.getWindowForTarget', { targetId }, found);

/** @throws ProtocolError when the window is gone, ZodError when its place is out of reason */
export async function readPlacement(connection: Connection, target: MainTarget): Promise<Placement> {
  const { windowState, ...place } = (await find(connection, target)).bounds;
  return placement.parse({ ...place, maximized: windowState === 'maximized' });
}

export async function bringToFront(connection: Connection, target: MainTarget): Promise<void> {
  const { windowId, bounds } = await find(connection, target);
  if (bounds.windowState === 'minimized') {
    await connection.order('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  }
  await connection.order('Target.activateTarget', { targetId: target.targetId });
  await connection.order('Page.bringToFront', {}, target.session);
}
