import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, Output, StreamName } from '../../app/contract/operation.ts';
import { engineSwitches } from '../../main/shell/engine-command.ts';
import { wipedHeap } from '../../main/shell/wiped-heap.ts';
import type { Client } from '../../renderer/api/client.ts';
import { signIn, unlock } from '../support/a-house.ts';
import { startEngineProcess } from '../support/engine-process.ts';
import { makeSealed } from './sealed-instance.ts';
import { vault } from './stock.ts';

/** An engine of the build in a process of its own, started as the shell does, with somebody signed in. */
export interface LoneEngine {
  readonly pid: number;
  readonly page: Client;
  /** Listens to the end. @returns the last that was told */
  drain<N extends StreamName>(name: N, input: Input<N>): Promise<Output<N>>;
  close(): Promise<void>;
}

/** @param folder where `makeSealed` made an instance @param entry the engine's script */
export async function openEngine(folder: string, entry: string): Promise<LoneEngine> {
  const place = { data: join(folder, 'data'), state: join(folder, 'state') };
  const engine = startEngineProcess({ ...place, entry, switches: engineSwitches, env: wipedHeap });
  await engine.ready;
  const page = engine.openPage();
  await unlock(page);
  await signIn(page);
  return {
    pid: engine.child.pid ?? 0,
    page,
    async drain<N extends StreamName>(name: N, input: Input<N>) {
      let last: Output<N> | undefined;
      for await (const item of page.listen(name, input)) last = item;
      if (last === undefined) throw new Error(`${name} told nothing`);
      return last;
    },
    async close() {
      engine.send({ kind: 'lock', cause: 'shell-closed' });
      await engine.gone;
    },
  };
}

/** The same on an instance that is made for it. */
export async function makeEngine(folder: string, entry: string): Promise<LoneEngine> {
  mkdirSync(folder, { mode: 0o700 });
  await makeSealed(folder, entry);
  return openEngine(folder, entry);
}

/** A file with a row for each secret: name, value, content type and owner. */
export interface Sheet {
  readonly size: number;
  /** What names begin with. */
  readonly prefix: string;
  readonly valueBytes: number;
}

const sendBytes = 384 * 1024;
const head = 'name,value,contentType,owner\n';

const lineOf = ({ prefix, valueBytes }: Sheet, at: number): string =>
  `${prefix}-${at},${String(at).padStart(valueBytes, 'v')},text/plain,${prefix}\n`;

/** Sends it in parts as they are written, and opens an import of it. @returns the import's id */
export async function openSheet({ page }: LoneEngine, sheet: Sheet): Promise<string> {
  const { upload } = await page.call('UploadBegin', { sizeBytes: sizeOf(sheet) });
  const encoder = new TextEncoder();
  let text = head;
  for (let at = 0; at < sheet.size; at += 1) {
    text += lineOf(sheet, at);
    if (text.length < sendBytes && at < sheet.size - 1) continue;
    await page.call('UploadSend', { upload, part: encoder.encode(text) });
    text = '';
  }
  return (await page.call('ImportOpen', { upload, fileName: 'bench.csv', vault })).import;
}

function sizeOf(sheet: Sheet): number {
  let sizeBytes = head.length;
  for (let at = 0; at < sheet.size; at += 1) sizeBytes += lineOf(sheet, at).length;
  return sizeBytes;
}

/** Names as they are. */
export const sheetNaming = { prefix: '', separator: '-', lowerCase: false } as const;
