// Drew the vectors once, with `node test/vector/backup/generate-key.ts`. They are frozen: a reader that fails them is wrong, not they.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyBackup, materialPlace } from '../../../app/key/key-backup.ts';
import { publicKeyText } from '../../../app/key/key-field.ts';
import { sealPart } from '../../../app/vault/backup-file.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { crypto } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId } from '../keys/draw-house.ts';
import type { KeyBackupContent, KeyBackupVectors } from './vector.ts';

const rootKey = crypto.random(32);
const { keyring } = await drawHouse(rootKey);
const keyId = 'dddddddd-4444-4444-8444-444444444444';
const { generate } = createKeyCrypto();
const never = new AbortController().signal;
const rsa = await generate({ family: 'RSA', bits: 2048 }, never);
const oct = await generate({ family: 'oct', bits: 256 }, never);
const [first, second, third] = ['0123456789abcdef0123456789abcdef', 'e'.repeat(32), 'f'.repeat(32)] as const;
const sealed = (version: string, material: Uint8Array) => sealPart(keyring, materialPlace(keyId, version), material);

const content: KeyBackupContent = {
  keyId,
  name: 'Signing-2026',
  createdOn: 1_760_000_000_000,
  policy: {
    rotate: { from: 'expiry', days: 30 },
    notifyDays: 40,
    expiryDays: 365,
    createdOn: 1_760_000_000_100,
    updatedOn: 1_760_000_000_200,
  },
  versions: [
    {
      version: first,
      type: 'RSA',
      spec: rsa.spec,
      operations: ['sign', 'verify', 'wrapKey', 'unwrapKey'],
      origin: 'imported',
      exportable: false,
      ...(rsa.publicKey && { publicKey: publicKeyText(rsa.publicKey) }),
      enabled: true,
      notBefore: 1_760_000_000_000,
      expires: 1_790_000_000_000,
      tags: { zone: 'é', Team: 'payroll', '€': '' },
      createdOn: 1_760_000_000_300,
      updatedOn: 1_760_000_000_400,
      createdBy: 'Ada Lovelace',
      material: sealed(first, rsa.material),
    },
    {
      version: second,
      type: 'oct',
      spec: oct.spec,
      operations: ['encrypt', 'decrypt'],
      origin: 'generated',
      exportable: false,
      enabled: false,
      tags: {},
      createdOn: 1_760_000_000_500,
      updatedOn: 1_760_000_000_500,
      createdBy: 'Grace Hopper',
      material: sealed(second, oct.material),
    },
    {
      version: third,
      type: 'oct-HSM',
      spec: oct.spec,
      operations: ['wrapKey', 'unwrapKey'],
      origin: 'generated',
      exportable: false,
      enabled: true,
      tags: {},
      createdOn: 1_760_000_000_600,
      updatedOn: 1_760_000_000_600,
      createdBy: 'Grace Hopper',
      place: { token: 'eeeeeeee-5555-4555-8555-555555555555', neverExtractable: true },
    },
  ],
};
const file = keyBackup.write(keyring, content);
const turned = (at: number): string => hex(file.map((byte, index) => (index === at ? byte ^ 0x01 : byte)));
const [one, other, last] = content.versions;
if (!one || !other || !last) throw new Error('no versions');
const exchanged = {
  ...content,
  versions: [
    { ...one, material: other.material },
    { ...other, material: one.material },
  ],
};
const ofNobody = { ...content, versions: [{ ...last, place: undefined }] };
const ofBoth = { ...content, versions: [{ ...last, material: one.material }] };
const foreign = file.map((byte, index) => (index === 9 ? 0x34 : byte));

const vectors: KeyBackupVectors = {
  rootKey: hex(rootKey),
  instanceId,
  cases: [
    {
      name: 'three versions and a policy',
      file: hex(file),
      expected: 'opens',
      content,
      materials: [hex(rsa.material), hex(oct.material), null],
    },
    { name: 'nothing', file: '', expected: 'empty' },
    { name: 'of another house', file: hex(foreign), expected: 'foreign' },
    { name: 'another kind of file', file: turned(0), expected: 'format' },
    { name: 'another format', file: turned(8), expected: 'format' },
    { name: 'only a head', file: hex(file.slice(0, 45)), expected: 'format' },
    { name: 'cut short', file: hex(file.slice(0, -1)), expected: 'format' },
    ...[45, 46, 47, 60, file.length - 1].map((at) => ({ name: `a bit turned at ${at}`, file: turned(at), expected: 'format' as const })),
    { name: 'materials of two versions exchanged', file: hex(keyBackup.write(keyring, exchanged)), expected: 'material' },
    { name: 'a version that nothing keeps', file: hex(keyBackup.write(keyring, ofNobody)), expected: 'format' },
    { name: 'a version that is kept twice', file: hex(keyBackup.write(keyring, ofBoth)), expected: 'format' },
  ],
};
/** Never over vectors that there are. */
writeFileSync(join(import.meta.dirname, 'key-backup.json'), `${JSON.stringify(vectors, null, 1)}\n`, { flag: 'wx' });
