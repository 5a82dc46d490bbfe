import * as z from 'zod';
import type { RotationRow, RotationStore } from '../../../app/vault/rotation-store.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<RotationRow> = z.object({ vaultId: z.string(), since: z.number() });

export const createSqliteRotationStore = (sql: Sql): RotationStore => ({
  mark: async ({ vaultId, since }) => {
    sql.run('insert into rotation_due (vault_id, since) values (?, ?) on conflict (vault_id) do nothing', [vaultId, since]);
  },
  list: async () => sql.all(row, 'select vault_id as vaultId, since from rotation_due order by since, vault_id'),
  clear: async (vaultId) => {
    sql.run('delete from rotation_due where vault_id = ?', [vaultId]);
  },
});
