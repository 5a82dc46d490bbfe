import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { AnsweredRequest, RequestStore } from '../../../app/operation/request-store.ts';
import { bytes } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<AnsweredRequest> = z.object({
  identityId: z.string(),
  requestId: z.string(),
  fingerprint: bytes,
  output: z.string(),
  answeredOn: z.number(),
});

const find = `select identity_id as identityId, request_id as requestId, fingerprint, output, answered_on as answeredOn
  from answered_request where identity_id = ? and request_id = ?`;

export const createSqliteRequestStore = (sql: Sql): RequestStore => ({
  find: async (identityId, requestId) => sql.find(row, find, [identityId, requestId]),
  insert: async (request) => {
    sql.insert(
      'answered_request',
      {
        identity_id: request.identityId,
        request_id: request.requestId,
        fingerprint: request.fingerprint,
        output: request.output,
        answered_on: request.answeredOn,
      },
      () => new VaultError('Conflict', { name: request.requestId }),
    );
  },
  removeBefore: async (instant) => {
    sql.run('delete from answered_request where answered_on < ?', [instant]);
  },
});
