import * as z from 'zod';
import { SecretListVersions } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { usualPage } from './list-page.ts';
import { assertOfVault, toProperties } from './secret.ts';
import { getSecretRow } from './secret-row.ts';

const ordinal = z.coerce.number().int().min(1);

/** The versions of one secret, newest first, without values. */
export const listSecretVersion: RoomOperation<typeof SecretListVersions> = {
  at: 'room',
  shape: SecretListVersions,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run({ tx, keyring }, input) {
    const vault = await getVault(tx, keyring, input.vault);
    const secret = await getSecretRow(tx, keyring, vault.id, input.name);
    const limit = input.limit ?? usualPage;
    const heads = await tx.secrets.listVersions(secret.id, parseCursor(input.cursor), limit);
    assertOfVault(vault, heads);
    const last = heads.length === limit ? heads.at(-1) : undefined;
    return { items: heads.map((head) => toProperties(vault, secret, head)), ...(last && { next: String(last.ordinal) }) };
  },
};

function parseCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const parsed = ordinal.safeParse(cursor);
  if (!parsed.success) throw new VaultError('BadParameter', { issues: [{ path: 'cursor', problem: 'invalid' }] });
  return parsed.data;
}
