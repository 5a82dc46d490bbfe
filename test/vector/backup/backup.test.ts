import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import type { Keyring } from '../../../app/seal/keyring.ts';
import { openBackupValue, readBackup } from '../../../app/secret/secret-backup.ts';
import { drawHouse, hex, instanceId } from '../keys/draw-house.ts';
import * as second from './second-reader.ts';
import type { BackupVectors } from './vector.ts';

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'backup.json'), 'utf8')) as BackupVectors;
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
