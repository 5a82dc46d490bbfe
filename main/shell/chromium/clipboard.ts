import * as z from 'zod';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';

const isolated = z.object({ executionContextId: z.number() });
const written = z.object({ exceptionDetails: z.object({ text: z.string() }).optional() });

/**
 * Empties the clipboard from a world apart, where the page cannot stand in the way. Only a focused document may write, so it counts
 * as focused meanwhile, and only then: a page that always did would not learn that the person turned to another window.
 */
export async function clearClipboard(connection: Connection, { session, targetId }: MainTarget): Promise<void> {
  const world = { frameId: targetId, worldName: 'clipboard' };
  const { executionContextId } = await connection.call('Page.createIsolatedWorld', world, isolated, session);
  const focus = (enabled: boolean): Promise<void> => connection.order('Emulation.setFocusEmulationEnabled', { enabled }, session);
  await focus(true);
  const write = { expression: "navigator.clipboard.writeText('')", contextId: executionContextId, awaitPromise: true, userGesture: true };
  const { exceptionDetails } = await connection.call('Runtime.evaluate', write, written, session);
  await focus(false);
  if (exceptionDetails) throw new Error(`the clipboard was refused: ${exceptionDetails.text}`);
}
