import { publicKeyText } from '../../../app/key/key-field.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { utf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId, keyRows } from './draw-house.ts';
import { toMaterialBinding } from './material.ts';
import type { MaterialCase, MaterialFields, MaterialVectors } from './vector.ts';

const never = new AbortController().signal;

export async function drawMaterials(rootKey: Uint8Array): Promise<MaterialVectors> {
  const { store, keyring } = await drawHouse(rootKey);
  const [vaultId, otherVault] = ['aaaaaaaa-2222-4222-8222-222222222222', 'bbbbbbbb-2222-4222-8222-222222222222'];
  await keyring.createVaultKey(store, vaultId, 1_760_000_000_100);
  await keyring.createVaultKey(store, otherVault, 1_760_000_000_200);
  const { generate } = createKeyCrypto();
  const [rsa, ec, oct] = [
    await generate({ family: 'RSA', bits: 2048 }, never),
    await generate({ family: 'EC', curve: 'P-256K' }, never),
    await generate({ family: 'oct', bits: 192 }, never),
  ];
  const textOf = ({ publicKey }: typeof rsa): string => (publicKey ? publicKeyText(publicKey) : '');
  const full: MaterialFields = {
    version: '0123456789abcdef0123456789abcdef',
    keyId: 'dddddddd-4444-4444-8444-444444444444',
    vaultId,
    ordinal: 3,
    rowVersion: 2,
    type: 'RSA',
    bits: 2048,
    operations: 'sign verify wrapKey unwrapKey',
    origin: 'imported',
    publicKey: textOf(rsa),
    exportable: false,
    enabled: true,
    notBefore: 1_760_000_000_000,
    expires: 1_790_000_000_000,
    tags: { zone: 'é', Team: 'payroll', '€': '', 'a"b': '\u0000' },
    createdOn: 1_760_000_000_300,
    updatedOn: 1_760_000_000_400,
    createdBy: 'Ada Lovelace',
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
  };
  const { bits: _bits, notBefore: _notBefore, expires: _expires, ...rest } = full;
  const bare: MaterialFields = {
    ...rest,
    version: 'f'.repeat(32),
    type: 'EC',
    curve: 'P-256K',
    operations: 'sign verify',
    origin: 'generated',
    publicKey: textOf(ec),
    enabled: false,
    tags: {},
  };
  const { publicKey: _publicKey, curve: _curve, ...symmetric } = bare;
  const small: MaterialFields = { ...symmetric, version: 'e'.repeat(32), type: 'oct', bits: 192, operations: 'encrypt decrypt' };
  const seal = (fields: MaterialFields, material: Uint8Array) => keyring.sealValue(store, toMaterialBinding(fields), material);
  const [sealed, plain, secret] = [await seal(full, rsa.material), await seal(bare, ec.material), await seal(small, oct.material)];
  await keyring.rotateMaster(store, 1_760_000_001_000);
  await keyring.rotateVault(store, vaultId, 1_760_000_001_100);
  const next = { ...full, version: 'd'.repeat(32), rowVersion: 1 };
  const later = await seal(next, rsa.material);
  const asSecret = await keyring.sealValue(
    store,
    {
      vaultId,
      secretId: full.keyId,
      version: full.version,
      rowVersion: full.rowVersion,
      contentType: undefined,
      enabled: full.enabled,
      notBefore: full.notBefore,
      expires: full.expires,
      tags: full.tags,
      createdOn: full.createdOn,
      recoveryLevel: full.recoveryLevel,
      recoverableDays: full.recoverableDays,
    },
    utf8('a value'),
  );
  const aCase = (name: string, fields: MaterialFields, it: typeof sealed, more: Partial<MaterialCase> = {}): MaterialCase => ({
    name,
    fields,
    keyGeneration: it.keyGeneration,
    wrappedKey: hex(it.wrappedKey),
    sealedValue: hex(it.sealedValue),
    ...more,
  });
  const others: Partial<MaterialFields> = {
    vaultId: otherVault,
    keyId: 'dddddddd-4444-4444-8444-444444444445',
    version: '0123456789abcdef0123456789abcdee',
    ordinal: 4,
    rowVersion: 3,
    type: 'RSA-HSM',
    bits: 3072,
    operations: 'sign verify wrapKey unwrapKey export',
    origin: 'generated',
    publicKey: textOf(ec),
    exportable: true,
    enabled: false,
    expires: 1_790_000_000_001,
    tags: { zone: 'é', Team: 'payroll', '€': '' },
    createdOn: 1_760_000_000_301,
    updatedOn: 1_760_000_000_401,
    createdBy: 'Grace Hopper',
    recoveryLevel: 'Recoverable',
    recoverableDays: 89,
  };
  const turned = (bytes: Uint8Array, at: number): string => hex(bytes.map((byte, index) => (index === at ? byte ^ 0x80 : byte)));
  return {
    rootKey: hex(rootKey),
    instanceId,
    keys: keyRows(store),
    cases: [
      aCase('RSA, every attribute', full, sealed, { material: hex(rsa.material) }),
      aCase('EC, no optional attribute', bare, plain, { material: hex(ec.material) }),
      aCase('symmetric, without a public half', small, secret, { material: hex(oct.material) }),
      aCase('second generation of vault and master key', next, later, { material: hex(rsa.material) }),
      ...Object.entries(others).map(([field, other]) => aCase(`another ${field}`, { ...full, [field]: other }, sealed)),
      aCase('another generation', full, { ...sealed, keyGeneration: 2 }),
      aCase('a generation that there is not', full, { ...sealed, keyGeneration: 3 }),
      aCase('wrapped key of another version', full, { ...sealed, wrappedKey: plain.wrappedKey }),
      aCase('material of another version', full, { ...sealed, sealedValue: plain.sealedValue }),
      aCase('sealed as the value of a secret', full, asSecret),
      ...[0, 1, 2, 14, 61].map((at) =>
        aCase(`bit flipped in the wrapped key at ${at}`, full, sealed, { wrappedKey: turned(sealed.wrappedKey, at) }),
      ),
      ...[0, 1, 2, 14, 30].map((at) =>
        aCase(`bit flipped in the material at ${at}`, full, sealed, { sealedValue: turned(sealed.sealedValue, at) }),
      ),
      aCase('material cut short', full, sealed, { sealedValue: hex(sealed.sealedValue.slice(0, -1)) }),
    ],
  };
}
