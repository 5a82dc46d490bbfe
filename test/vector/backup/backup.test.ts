import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { keyBackup, materialPlace } from '../../../app/key/key-backup.ts';
import type { Keyring } from '../../../app/seal/keyring.ts';
import { openBackupValue, readBackup } from '../../../app/secret/secret-backup.ts';
import { openPart } from '../../../app/vault/backup-file.ts';
import { drawHouse, hex, instanceId } from '../keys/draw-house.ts';
import * as second from './second-reader.ts';
import type { BackupVectors, KeyBackupVectors } from './vector.ts';

const load = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

const vectors = load('backup.json') as BackupVectors;
const keyVectors = load('key-backup.json') as KeyBackupVectors;
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

function read(keyring: Keyring, file: string) {
  try {
    const content = readBackup(keyring, bytes(file));
    try {
      return { content, values: content.versions.map((version) => hex(openBackupValue(keyring, content.secretId, version))) };
    } catch (error) {
      if (isVaultError(error, 'FileUnreadable')) return 'value';
      throw error;
    }
  } catch (error) {
    if (isVaultError(error, 'FileUnreadable')) return error.data.reason;
    throw error;
  }
}

describe('a backup of one secret', () => {
  test.each(vectors.cases.map((it) => [it.name, it] as const))('%s', async (_name, { file, expected, content, values }) => {
    const { keyring } = await drawHouse(bytes(vectors.rootKey));
    expect(vectors.instanceId).toBe(instanceId);
    const answer = expected === 'opens' ? { content, values } : expected;
    expect(read(keyring, file)).toEqual(answer);
    expect(second.readBackup(vectors.rootKey, vectors.instanceId, file)).toEqual(answer);
  });
});

function readKey(keyring: Keyring, file: string) {
  try {
    const content = keyBackup.read(keyring, bytes(file));
    const open = ({ version, material }: (typeof content.versions)[number]) =>
      material === undefined ? null : hex(openPart(keyring, materialPlace(content.keyId, version), material));
    try {
      return { content, materials: content.versions.map(open) };
    } catch (error) {
      if (isVaultError(error, 'FileUnreadable')) return 'material';
      throw error;
    }
  } catch (error) {
    if (isVaultError(error, 'FileUnreadable')) return error.data.reason;
    throw error;
  }
}

describe('a backup of one key', () => {
  test.each(keyVectors.cases.map((it) => [it.name, it] as const))('%s', async (_name, { file, expected, content, materials }) => {
    const { keyring } = await drawHouse(bytes(keyVectors.rootKey));
    const answer = expected === 'opens' ? { content, materials } : expected;
    expect(readKey(keyring, file)).toEqual(answer);
    expect(second.readKeyBackup(keyVectors.rootKey, keyVectors.instanceId, file)).toEqual(answer);
  });
});
