import { isVaultError } from '../../../app/contract/vault-error.ts';
import type { Client } from '../../api/client.ts';

/** Has the engine forget a file and its values; one that it forgot already needs no closing. */
export async function closeImport(client: Client, id: string): Promise<void> {
  try {
    await client.call('ImportClose', { import: id });
  } catch (error) {
    if (!isVaultError(error, 'StagedNotFound')) throw error;
  }
}
