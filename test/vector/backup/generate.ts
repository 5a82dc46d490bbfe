// Drew the vectors once, with `node test/vector/backup/generate.ts`. They are frozen: a reader that fails them is wrong, not they.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupContent, sealBackupValue, writeBackup } from '../../../app/secret/secret-backup.ts';
import { crypto, utf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId } from '../keys/draw-house.ts';
import type { BackupVectors } from './vector.ts';

const rootKey = crypto.random(32);
const { keyring } = await drawHouse(rootKey);
const secretId = 'cccccccc-3333-4333-8333-333333333333';
const values = ['hunter2 — ✓\n', ''];
const [first, second] = ['0123456789abcdef0123456789abcdef', 'f'.repeat(32)] as const;

const content: BackupContent = {
  secretId,
  name: 'DB-password',
  createdOn: 1_760_000_000_000,
  versions: [
    {
      version: first,
      contentType: 'text/plain; charset=utf-8',
      enabled: true,
      notBefore: 1_760_000_000_000,
      expires: 1_790_000_000_000,
      tags: { zone: 'é', Team: 'payroll', '€': '' },
      createdOn: 1_760_000_000_300,
      updatedOn: 1_760_000_000_400,
      createdBy: 'Ada Lovelace',
      value: sealBackupValue(keyring, secretId, first, utf8(values[0] ?? '')),
    },
    {
      version: second,
      enabled: false,
      tags: {},
      createdOn: 1_760_000_000_500,
      updatedOn: 1_760_000_000_500,
      createdBy: 'Grace Hopper',
      value: sealBackupValue(keyring, secretId, second, utf8(values[1] ?? '')),
    },
  ],
};
const file = writeBackup(keyring, content);
const turned = (at: number): string => hex(file.map((byte, index) => (index === at ? byte ^ 0x01 : byte)));
const [one, other] = content.versions;
if (!one || !other) throw new Error('no versions');
const exchanged = {
  ...content,
  versions: [
    { ...one, value: other.value },
    { ...other, value: one.value },
  ],
};
const foreign = file.map((byte, index) => (index === 9 ? 0x34 : byte));

const vectors: BackupVectors = {
  rootKey: hex(rootKey),
  instanceId,
  cases: [
    { name: 'two versions', file: hex(file), expected: 'opens', content, values: values.map((value) => hex(utf8(value))) },
    { name: 'nothing', file: '', expected: 'empty' },
    { name: 'of another house', file: hex(foreign), expected: 'foreign' },
    { name: 'another kind of file', file: turned(0), expected: 'format' },
    { name: 'another format', file: turned(8), expected: 'format' },
    { name: 'cut within its head', file: hex(file.slice(0, 44)), expected: 'foreign' },
    { name: 'only a head', file: hex(file.slice(0, 45)), expected: 'format' },
    { name: 'cut short', file: hex(file.slice(0, -1)), expected: 'format' },
    ...[45, 46, 47, 60, file.length - 1].map((at) => ({ name: `a bit turned at ${at}`, file: turned(at), expected: 'format' as const })),
    { name: 'values of two versions exchanged', file: hex(writeBackup(keyring, exchanged)), expected: 'value' },
  ],
};
/** Never over vectors that there are. */
writeFileSync(join(import.meta.dirname, 'backup.json'), `${JSON.stringify(vectors, null, 1)}\n`, { flag: 'wx' });
