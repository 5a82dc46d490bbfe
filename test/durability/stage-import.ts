import type { Client } from '../../renderer/api/client.ts';
import { utf8 } from '../support/a-house.ts';
import { vault } from './job-ground.ts';

const naming = { prefix: '', separator: '-', lowerCase: false } as const;
const partBytes = 500_000;

/** Uploads a file of these entries, and says that all of it shall be written. @returns the import */
export async function stageImport(page: Client, entries: readonly (readonly [name: string, value: string])[]): Promise<string> {
  const content = utf8(entries.map(([name, value]) => `${name}="${value}"`).join('\n'));
  const { upload } = await page.call('UploadBegin', { sizeBytes: content.length });
  for (let from = 0; from < content.length; from += partBytes)
    await page.call('UploadSend', { upload, part: content.slice(from, from + partBytes) });
  const { import: id } = await page.call('ImportOpen', { upload, fileName: '.env', vault });
  for await (const _progress of page.listen('ImportPlan', { import: id, naming, compare: false }));
  await page.call('ImportChoose', { import: id, which: { status: 'exists' }, choice: 'write' });
  return id;
}
