import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { queryKey } from './query.ts';

const forget = (queries: QueryClient, ...keys: readonly (readonly unknown[])[]) =>
  Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: key })));

/** Who signs in, unlocks or restores sees another house: nothing that was read before holds. */
const forgetAll = (queries: QueryClient) => queries.invalidateQueries();

export const vaultPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultPut'>) => client.call('VaultPut', input),
    onSuccess: (_vault, _input, _result, { client: queries }) => forget(queries, queryKey.vaults, queryKey.log),
  });

/** The value is zeroed once it is settled either way: a form that tries again encodes it again. */
export const secretSet = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretSet'>) => client.call('SecretSet', input),
    onSuccess: (_secret, input, _result, { client: queries }) =>
      forget(queries, queryKey.secrets(input.vault), queryKey.vaults, queryKey.log),
    onSettled: (_secret, _error, input) => void input.value.fill(0),
  });

/** The password is zeroed once it is settled. */
export const sessionCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SessionCreate'>) => client.call('SessionCreate', input),
    onSuccess: (_session, _input, _result, { client: queries }) => forgetAll(queries),
    onSettled: (_session, _error, input) => void input.password.fill(0),
  });

/** Signs out, and drops everything that the session read; whoever shows the session then sees that there is none. */
export const sessionDelete = (client: Client) =>
  mutationOptions({
    mutationFn: () => client.call('SessionDelete', {}),
    onSuccess: async (_nothing, _input, _result, { client: queries }) => {
      for (const key of [queryKey.vaults, ['secrets'], queryKey.log, queryKey.slots]) queries.removeQueries({ queryKey: key });
      await Promise.all([queries.resetQueries({ queryKey: queryKey.session }), forget(queries, queryKey.instance)]);
    },
  });

/** Passphrase and shares are zeroed once it is settled. */
export const instanceUnlock = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceUnlock'>) => client.call('InstanceUnlock', input),
    onSettled: (_state, _error, input, _result, { client: queries }) => {
      if (input.kind === 'passphrase') input.passphrase.fill(0);
      if (input.kind === 'shares') input.shares.forEach((share) => share.fill(0));
      return forgetAll(queries);
    },
  });

/** Passphrase, password and share are zeroed once it is settled. */
export const instanceCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceCreate'>) => client.call('InstanceCreate', input),
    onSuccess: (_created, _input, _result, { client: queries }) => forgetAll(queries),
    onSettled: (_created, _error, input) => {
      input.passphrase.fill(0);
      input.person.password.fill(0);
      input.shareCheck?.fill(0);
    },
  });

/** Passphrase and password are zeroed once it is settled. */
export const instanceRecover = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceRecover'>) => client.call('InstanceRecover', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetAll(queries),
    onSettled: (_nothing, _error, input) => {
      input.passphrase.fill(0);
      input.password.fill(0);
    },
  });

export const instanceRestoreAccept = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceRestoreAccept'>) => client.call('InstanceRestoreAccept', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetAll(queries),
  });

/** The cache is dropped before the engine answers: what was read must not outlive the wish to lock. */
export const instanceLock = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceLock'>) => client.call('InstanceLock', input),
    onMutate: (_input, { client: queries }) => queries.getQueryCache().clear(),
  });

/** @see instanceLock */
export const instanceSeal = (client: Client) =>
  mutationOptions({
    mutationFn: () => client.call('InstanceSeal', {}),
    onMutate: (_input, { client: queries }) => queries.getQueryCache().clear(),
  });

/** The password is zeroed once it is settled. */
export const slotRemove = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SlotRemove'>) => client.call('SlotRemove', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.instance, queryKey.log),
    onSettled: (_nothing, _error, input) => void input.password.fill(0),
  });

export const settingPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SettingPut'>) => client.call('SettingPut', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.instance, queryKey.log),
  });

/**
 * Adds an unlock slot. No mutation, because the answer may hold shares, and a mutation's answer stays in its cache.
 * Byte arrays of `input` are zeroed; shares in the answer belong to the caller, who zeroes them.
 */
export async function addSlot(client: Client, queries: QueryClient, input: Input<'SlotAdd'>): Promise<Output<'SlotAdd'>> {
  const answer = client.call('SlotAdd', input);
  input.password.fill(0);
  if (input.kind === 'passphrase') input.passphrase.fill(0);
  const added = await answer;
  await forget(queries, queryKey.instance, queryKey.log);
  return added;
}
