import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { pageKey } from '../../durability/deed.ts';

// A program that opens a store and holds it until it is killed.
const { values } = parseArgs({ options: { directory: { type: 'string', default: '' } } });
const store = await createSqliteStoreOpener({ directory: values.directory }).open(pageKey);
await store.transaction((tx) => tx.settings.put('holder', String(process.pid)));
writeSync(1, 'HELD\n');
setInterval(() => undefined, 60_000);
