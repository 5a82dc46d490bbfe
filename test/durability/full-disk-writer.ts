import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { Store } from '../../app/operation/store.ts';
import { createSqliteStoreOpener } from '../../main/store/sqlite/store-opener.ts';
import { checkStore } from './check.ts';
import { doDeed, pageKey } from './deed.ts';

// A program inside a mount namespace of its own: fills a small disk until deeds are refused, frees space, and goes on. Says as writer.ts
// does, then `FREED`, and at the end `FOUND` with what the check found.
const { values } = parseArgs({ options: { mount: { type: 'string', default: '' }, sizeKiB: { type: 'string', default: '' } } });

const say = (line: string) => writeSync(1, `${line}\n`);
const directory = join(values.mount, 'data');
const ballast = join(values.mount, 'ballast');

execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${values.sizeKiB}k,mode=0700`, 'tmpfs', values.mount]);
writeFileSync(ballast, new Uint8Array(4 * 1024 * 1024));

let last = -1;

async function deed(store: Store): Promise<boolean> {
  try {
    last = await store.transaction(doDeed);
    say(`ACK ${last}`);
    return true;
  } catch (error) {
    if (!isVaultError(error, 'StoreUnavailable')) throw error;
    say(`REFUSED ${error.code} ${error.data.reason}`);
    return false;
  }
}

const opener = createSqliteStoreOpener({ directory });
const store = await opener.create(pageKey);
while (await deed(store));
// Refused again, and still nothing is half done.
await deed(store);
rmSync(ballast);
say('FREED');
for (let turn = 0; turn < 20; turn += 1) await deed(store);
await store.close();
say(`FOUND ${JSON.stringify(await checkStore(directory, last))}`);
