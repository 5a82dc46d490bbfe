import type { ValueBinding } from '../../../app/seal/keyring.ts';
import { utf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId, keyRows } from './draw-house.ts';
import type { Binding, KeyRow, ValueCase, ValueVectors } from './vector.ts';

export async function drawValues(rootKey: Uint8Array): Promise<ValueVectors> {
  const { store, keyring } = await drawHouse(rootKey);
  const [vaultId, otherVault] = ['aaaaaaaa-2222-4222-8222-222222222222', 'bbbbbbbb-2222-4222-8222-222222222222'];
  await keyring.createVaultKey(store, vaultId, 1_760_000_000_100);
  await keyring.createVaultKey(store, otherVault, 1_760_000_000_200);
  const full: ValueBinding = {
    vaultId,
    secretId: 'cccccccc-3333-4333-8333-333333333333',
    version: '0123456789abcdef0123456789abcdef',
    rowVersion: 1,
    contentType: 'text/plain; charset=utf-8',
    enabled: true,
    notBefore: 1_760_000_000_000,
    expires: 1_790_000_000_000,
    tags: { zone: 'é', Team: 'payroll', '€': '', 'a"b': '\u0000' },
    createdOn: 1_760_000_000_300,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
  };
  const bare: ValueBinding = {
    ...full,
    version: 'f'.repeat(32),
    contentType: undefined,
    notBefore: undefined,
    expires: undefined,
    tags: {},
    enabled: false,
  };
  const value = utf8('hunter2 — ✓\n');
  const sealed = await keyring.sealValue(store, full, value);
  const plain = await keyring.sealValue(store, bare, utf8(''));
  await keyring.rotateMaster(store, 1_760_000_001_000);
  await keyring.rotateVault(store, vaultId, 1_760_000_001_100);
  const second = { ...full, version: 'e'.repeat(32) };
  const later = await keyring.sealValue(store, second, utf8('second generation'));
  const keys = keyRows(store);
  const toBinding = (it: ValueBinding): Binding => ({
    ...it,
    contentType: it.contentType ?? null,
    notBefore: it.notBefore ?? null,
    expires: it.expires ?? null,
  });
  const aCase = (name: string, binding: ValueBinding, it: typeof sealed, more: Partial<ValueCase> = {}): ValueCase => ({
    name,
    binding: toBinding(binding),
    keyGeneration: it.keyGeneration,
    wrappedKey: hex(it.wrappedKey),
    sealedValue: hex(it.sealedValue),
    ...more,
  });
  const others: Partial<ValueBinding> = {
    vaultId: otherVault,
    secretId: 'cccccccc-3333-4333-8333-333333333334',
    version: '0123456789abcdef0123456789abcdee',
    rowVersion: 2,
    contentType: undefined,
    enabled: false,
    notBefore: undefined,
    expires: 1_790_000_000_001,
    tags: { zone: 'é', Team: 'payroll', '€': '' },
    createdOn: 1_760_000_000_301,
    recoveryLevel: 'Recoverable',
    recoverableDays: 89,
  };
  const turned = (bytes: Uint8Array, at: number): string => hex(bytes.map((byte, index) => (index === at ? byte ^ 0x80 : byte)));
  const altered = (edit: (row: KeyRow) => Partial<KeyRow> | undefined) => ({ keys: keys.map((row) => ({ ...row, ...edit(row) })) });
  const ofVault = (row: KeyRow) => row.layer === 'vault' && row.owner === vaultId;
  return {
    rootKey: hex(rootKey),
    instanceId,
    keys,
    cases: [
      aCase('every attribute', full, sealed, { value: hex(value) }),
      aCase('no optional attribute, empty value', bare, plain, { value: '' }),
      aCase('second generation of vault and master key', second, later, { value: hex(utf8('second generation')) }),
      ...Object.entries(others).map(([field, other]) => aCase(`another ${field}`, { ...full, [field]: other }, sealed)),
      aCase('another generation', full, { ...sealed, keyGeneration: 2 }),
      aCase('a generation that there is not', full, { ...sealed, keyGeneration: 3 }),
      aCase('wrapped key of another version', full, { ...sealed, wrappedKey: plain.wrappedKey }),
      aCase('value of another version', full, { ...sealed, sealedValue: plain.sealedValue }),
      ...[0, 1, 2, 14, 61].map((at) =>
        aCase(`bit flipped in the wrapped key at ${at}`, full, sealed, { wrappedKey: turned(sealed.wrappedKey, at) }),
      ),
      ...[0, 1, 2, 14, 30].map((at) =>
        aCase(`bit flipped in the value at ${at}`, full, sealed, { sealedValue: turned(sealed.sealedValue, at) }),
      ),
      aCase('value cut short', full, sealed, { sealedValue: hex(sealed.sealedValue.slice(0, -1)) }),
      aCase('value shorter than an envelope', full, sealed, { sealedValue: hex(sealed.sealedValue.slice(0, 29)) }),
      aCase(
        'vault keys of two vaults exchanged',
        full,
        sealed,
        altered((row) => (row.layer === 'vault' ? { owner: row.owner === vaultId ? otherVault : vaultId } : undefined)),
      ),
      aCase(
        'vault key with another date',
        full,
        sealed,
        altered((row) => (ofVault(row) ? { createdOn: 1 } : undefined)),
      ),
      aCase(
        'vault key wrapped by another generation',
        full,
        sealed,
        altered((row) => (ofVault(row) ? { wrappedBy: 2 } : undefined)),
      ),
      aCase(
        'vault key with a public key',
        full,
        sealed,
        altered((row) => (ofVault(row) ? { publicKey: '00' } : undefined)),
      ),
      aCase('master key missing', full, sealed, { keys: keys.filter((row) => row.layer !== 'master') }),
    ],
    signature: { message: hex(utf8('checkpoint')), signature: hex(keyring.signCheckpoint(utf8('checkpoint'))) },
  };
}
