import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { WrappedKind } from '../../app/contract/key.ts';
import type { CallName, Input } from '../../app/contract/operation.ts';
import { restore } from './backup-file.ts';
import type { Client } from './client.ts';
import { importKeyFile, importWrappedFile, type KeyFileSource } from './key-file.ts';
import { keyKey } from './key-query.ts';
import { forget } from './mutation.ts';
import { queryKey } from './query.ts';

/** How many keys a vault holds stands with the vault. */
const forgetKeys = (queries: QueryClient) => forget(queries, keyKey.all, queryKey.vaults, queryKey.log);

type Change = 'KeyCreate' | 'KeyUpdate' | 'KeyDelete' | 'KeyRecover' | 'KeyPurge' | 'KeyRotate' | 'KeyRotationPolicySet';

/** Keys are read again even where it failed: another may have been first, and what is shown is no longer what is. */
const keyChange =
  <N extends Change & CallName>(operation: N) =>
  (client: Client) =>
    mutationOptions({
      mutationFn: (input: Input<N>) => client.call(operation, input),
      onSettled: (...[, , , , { client: queries }]) => forgetKeys(queries),
    });

export const keyCreate = keyChange('KeyCreate');
export const keyUpdate = keyChange('KeyUpdate');
export const keyDelete = keyChange('KeyDelete');
export const keyRecover = keyChange('KeyRecover');
export const keyPurge = keyChange('KeyPurge');
export const keyRotate = keyChange('KeyRotate');
export const keyPolicySet = keyChange('KeyRotationPolicySet');

/** @param source is asked for its bytes when the key is brought in, so that none stay with the mutation */
export const keyImport = (client: Client, source: KeyFileSource) =>
  mutationOptions({
    mutationFn: (input: Parameters<typeof importKeyFile>[2]) => importKeyFile(client, source, input),
    onSettled: (...[, , , , { client: queries }]) => forgetKeys(queries),
  });

/** The same of a `.byok` file. @param kind as the person says, because the file doesn't */
export const keyImportWrapped = (client: Client, source: KeyFileSource, kind: WrappedKind) =>
  mutationOptions({
    mutationFn: (input: Parameters<typeof importKeyFile>[2]) => importWrappedFile(client, source, { ...input, kind }),
    onSettled: (...[, , , , { client: queries }]) => forgetKeys(queries),
  });

export const keyRestore = (client: Client) =>
  mutationOptions({
    mutationFn: (to: { readonly vault: string; readonly file: Blob }) => restore(client, 'KeyRestore', to),
    onSuccess: (_key, _to, _result, { client: queries }) => forgetKeys(queries),
  });
