import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Store } from '../../app/operation/store.ts';
import { readerSettings, writerSettings } from '../../main/store/sqlite/durable-setting.ts';
import { takeLock } from '../../main/store/sqlite/file-lock.ts';
import { storePath } from '../../main/store/sqlite/store-file.ts';
import { createSmallFile } from '../../main/crypto/small-file.ts';
import { createSqliteStoreOpener, openSqliteStore } from '../../main/store/sqlite/store-opener.ts';
import { doDeed, pageKey } from './deed.ts';

// A program that does deeds until it has done enough or is killed, and says on its standard output, a line each, unbuffered:
//   READY          the store is open
//   ACK n          deed n is durable
//   REFUSED c r    something was refused: error code and reason; after an I/O failure the store is opened anew
//   DONE           the store is closed
const { values } = parseArgs({
  options: {
    directory: { type: 'string', default: '' },
    deeds: { type: 'string', default: '1000000' },
    /** Closes and opens again after so many. */
    session: { type: 'string', default: '1000000' },
    synchronous: { type: 'string', default: 'FULL' },
  },
});

const say = (line: string) => writeSync(1, `${line}\n`);
const most = Number(values.deeds);
const session = Number(values.session);
const mostRefusals = 25;
let refusals = 0;

/** What the file of unlock slots is to the product: without it, a store that is there was never finished. */
const finished = join(values.directory, 'finished');

async function open(): Promise<Store> {
  const opener = createSqliteStoreOpener({ directory: values.directory });
  if (!existsSync(finished)) {
    await opener.discard();
    const made = await opener.create(pageKey);
    await made.close();
    // As the product writes its slot file: a failing disk is answered there too, not only in the store.
    await createSmallFile(finished).replace(new Uint8Array());
  }
  return values.synchronous === 'FULL' ? opener.open(pageKey) : openWeakened();
}

/** The negative control: everything as in the product but `synchronous`. */
async function openWeakened(): Promise<Store> {
  const path = storePath(values.directory);
  const weaken = (settings: typeof writerSettings) =>
    settings.map((setting) => (setting.name === 'synchronous' ? { name: 'synchronous', value: values.synchronous, reads: 1 } : setting));
  return openSqliteStore(
    { path, release: takeLock(path.lock), writerSettings: weaken(writerSettings), readerSettings: weaken(readerSettings) },
    pageKey,
  );
}

/** @returns the reason of the refusal; anything but a VaultError ends the program */
function refused(error: unknown): string {
  if (!(error instanceof VaultError)) throw error;
  const reason = 'reason' in error.data ? error.data.reason : '';
  say(`REFUSED ${error.code} ${reason}`);
  refusals += 1;
  return reason;
}

async function openPatiently(): Promise<Store | undefined> {
  while (refusals < mostRefusals) {
    try {
      const store = await open();
      say('READY');
      return store;
    } catch (error) {
      refused(error);
    }
  }
  return undefined;
}

/** Does deeds in one session. @returns how many */
async function work(store: Store, wanted: number): Promise<number> {
  let done = 0;
  let failures = 0;
  while (done < wanted && refusals < mostRefusals && failures < 3) {
    try {
      say(`ACK ${await store.transaction(doDeed)}`);
      done += 1;
      failures = 0;
    } catch (error) {
      // A store that failed is asked twice more: it must go on refusing.
      if (refused(error) === 'io') failures += 1;
    }
  }
  await store.close();
  return done;
}

let done = 0;
while (done < most) {
  const store = await openPatiently();
  if (!store) break;
  done += await work(store, Math.min(session, most - done));
  if (refusals >= mostRefusals) break;
}
say('DONE');
