import { execFileSync } from 'node:child_process';
import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { pageKey } from '../../durability/deed.ts';
import { contentOf } from './a-folder.ts';

// A program inside a mount namespace of its own, where even root cannot write to what is mounted read-only.
const { values } = parseArgs({ options: { mount: { type: 'string', default: '' } } });
const { mount } = values;
const directory = join(mount, 'data');
const empty = join(mount, 'empty');

const answer = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return 'worked';
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { code: error.code, data: error.data };
  }
};

execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', mount]);
mkdirSync(empty, { mode: 0o700 });
await (await createSqliteStoreOpener({ directory }).create(pageKey)).close();
const before = contentOf(directory);
execFileSync('mount', ['-o', 'remount,ro', mount]);
const answers = {
  open: await answer(createSqliteStoreOpener({ directory }).open(pageKey)),
  create: await answer(createSqliteStoreOpener({ directory: empty }).create(pageKey)),
  createBelow: await answer(createSqliteStoreOpener({ directory: join(empty, 'below') }).create(pageKey)),
  same: JSON.stringify(contentOf(directory)) === JSON.stringify(before),
};
execFileSync('mount', ['-o', 'remount,rw', mount]);
const again = await createSqliteStoreOpener({ directory }).open(pageKey);
await again.close();
writeSync(1, `${JSON.stringify(answers)}\n`);
