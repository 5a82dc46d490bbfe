import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { KeyringStore, WrappedKeyRow } from '../../../app/seal/keyring-store.ts';
import { bytes } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<WrappedKeyRow> = z.object({
  layer: z.enum(['master', 'vault', 'log']),
  owner: z.string(),
  generation: z.number(),
  wrappedBy: z.number(),
  wrapped: bytes,
  publicKey: bytes,
  createdOn: z.number(),
});

const list = `select layer, owner, generation, wrapped_by as wrappedBy, wrapped, public_key as publicKey, created_on as createdOn
  from wrapped_key where layer = ? and owner = ? order by generation`;

export const createSqliteKeyringStore = (sql: Sql): KeyringStore => ({
  insert: async (key) => {
    sql.insert(
      'wrapped_key',
      {
        layer: key.layer,
        owner: key.owner,
        generation: key.generation,
        wrapped_by: key.wrappedBy,
        wrapped: key.wrapped,
        public_key: key.publicKey,
        created_on: key.createdOn,
      },
      () => new VaultError('Conflict', { name: `${key.layer} key ${key.generation}` }),
    );
  },
  list: async (layer, owner) => sql.all(row, list, [layer, owner]),
  removeUpTo: async (layer, owner, generation) => {
    sql.run('delete from wrapped_key where layer = ? and owner = ? and generation <= ?', [layer, owner, generation]);
  },
});
