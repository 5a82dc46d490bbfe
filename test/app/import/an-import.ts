import type { Input, Output, StreamName } from '../../../app/contract/operation.ts';
import { utf8, type Window } from '../../support/a-house.ts';

export const naming = { prefix: '', separator: '-', lowerCase: false } as const;

/** Hands a file over, in parts of `partBytes`. @returns the upload */
export async function upload(window: Window, content: Uint8Array, partBytes = 1_000): Promise<string> {
  const { upload: id } = await window.call('UploadBegin', { sizeBytes: content.length });
  for (let from = 0; from < content.length; from += partBytes) {
    await window.call('UploadSend', { upload: id, part: content.slice(from, from + partBytes) });
  }
  return id;
}

export async function openFile(window: Window, content: string, fileName = '.env'): Promise<Output<'ImportOpen'>> {
  return window.call('ImportOpen', { upload: await upload(window, utf8(content)), fileName, vault: 'payroll' });
}

/** Everything that a stream yields. */
export async function drain(window: Window, name: StreamName, input: unknown): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of window.listen(name, input)) items.push(item);
  return items;
}

/** Opens and plans a file. @returns the import */
export async function plan(window: Window, content: string, change: Partial<Input<'ImportPlan'>> & { fileName?: string } = {}) {
  const { fileName, ...rest } = change;
  const { import: id } = await openFile(window, content, fileName);
  await drain(window, 'ImportPlan', { import: id, naming, compare: true, ...rest });
  return id;
}

export const list = (window: Window, id: string, change: object = {}) =>
  window.call('ImportRowList', { import: id, offset: 0, limit: 200, ...change });

export const rowsOf = async (window: Window, id: string) => (await list(window, id)).items;

export const choose = (window: Window, id: string, which: object, choice: string, change: object = {}) =>
  window.call('ImportChoose', { import: id, which, choice, ...change });

export const run = (window: Window, id: string, dryRun = false) => drain(window, 'ImportRun', { import: id, dryRun });
