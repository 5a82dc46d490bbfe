import * as z from 'zod';
import type { RestHouse } from '../../support/a-rest-house.ts';
import type { RestAnswer, RestQuestion } from '../../support/rest-client.ts';
import { type SecretOperationId, secretOperations, type WireOperation } from './secret-operation.ts';
import { wireModels } from './wire-model.ts';

export const apiVersion = '2026-04-01';

/** One who asks the vault `payroll` by Key Vault's own words. */
export interface WireDesk {
  ask(question: Omit<RestQuestion, 'host' | 'token'>): Promise<RestAnswer>;
  /** @param change of what is good */
  run(id: SecretOperationId, given: WireGiven, change?: Partial<Omit<RestQuestion, 'host'>>): Promise<RestAnswer>;
}

/** What an operation is asked about. */
export interface WireGiven {
  readonly name: string;
  readonly version?: string;
  readonly body?: object;
}

export const withVersion = (path: string, version = apiVersion): string => `${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;

export const pathOf = ({ path }: WireOperation, { name, version = '' }: WireGiven): string =>
  path.replace('{name}', name).replace('/{version}', version === '' ? '' : `/${version}`);

export function openDesk({ rest, hostOf }: RestHouse, token: string): WireDesk {
  const host = hostOf('payroll');
  return {
    ask: (question) => rest.ask({ host, token, ...question }),
    run: (id, given, change) => {
      const operation: WireOperation = secretOperations[id];
      const body = given.body ?? bodyOf(operation);
      const question = { host, token, method: operation.method, path: withVersion(pathOf(operation, given)), ...(body && { body }) };
      return rest.ask({ ...question, ...change });
    },
  };
}

/** A body that is good. */
export function bodyOf({ id, request }: WireOperation): object | undefined {
  if (!request) return undefined;
  if (id === 'RestoreSecret') return { value: Buffer.from('a backup').toString('base64url') };
  const attributes = { enabled: true, exp: 1_900_000_000 };
  if (id === 'UpdateSecret') return { contentType: 'application/json', tags: { owner: 'dev' }, attributes };
  return { value: 's3cret ✓', contentType: 'text/plain', tags: { owner: 'ops' }, attributes: { ...attributes, nbf: 1_700_000_000 } };
}

/** What must have been done before an operation, in this order. */
const before: Readonly<Record<SecretOperationId, readonly SecretOperationId[]>> = {
  SetSecret: [],
  GetSecret: ['SetSecret'],
  UpdateSecret: ['SetSecret'],
  GetSecrets: ['SetSecret'],
  GetSecretVersions: ['SetSecret'],
  DeleteSecret: ['SetSecret'],
  BackupSecret: ['SetSecret'],
  GetDeletedSecrets: ['SetSecret', 'DeleteSecret'],
  GetDeletedSecret: ['SetSecret', 'DeleteSecret'],
  PurgeDeletedSecret: ['SetSecret', 'DeleteSecret'],
  RecoverDeletedSecret: ['SetSecret', 'DeleteSecret'],
  RestoreSecret: ['SetSecret', 'BackupSecret', 'DeleteSecret', 'PurgeDeletedSecret'],
};

/** Makes what an operation needs to be there. @returns what to ask about */
export async function arrange(desk: WireDesk, id: SecretOperationId, name: string): Promise<WireGiven> {
  let version: string | undefined;
  let backup: object | undefined;
  for (const act of before[id]) {
    const answer = await desk.run(act, { name });
    if (answer.status >= 300) throw new Error(`${act} of ${name}: ${answer.status} ${answer.text}`);
    if (act === 'SetSecret') version = versionOf(answer);
    if (act === 'BackupSecret') backup = wireModels.BackupSecretResult.parse(answer.body);
  }
  const needsVersion = secretOperations[id].path.includes('{version}');
  return { name, ...(needsVersion && version !== undefined && { version }), ...(backup && { body: backup }) };
}

/** The last segment of the id in a body. */
export const versionOf = ({ body }: RestAnswer): string => z.object({ id: z.string() }).parse(body).id.split('/').at(-1) ?? '';
