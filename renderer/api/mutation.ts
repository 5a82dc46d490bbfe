import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { CallName, Input, Output } from '../../app/contract/operation.ts';
import { restore } from './backup-file.ts';
import type { Client } from './client.ts';
import { keyKey } from './key-query.ts';
import { queryKey } from './query.ts';

export const forget = (queries: QueryClient, ...keys: readonly (readonly unknown[])[]) =>
  Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: key })));

/** Asks, and zeroes what was secret in the input as soon as it is on its way: a form that tries again encodes it again. */
export function askWith<N extends CallName>(client: Client, name: N, input: Input<N>, secrets: readonly Uint8Array[]): Promise<Output<N>> {
  const answer = client.call(name, input);
  for (const secret of secrets) secret.fill(0);
  return answer;
}

/** Who signs in, unlocks or restores sees another house: nothing that was read before holds. */
const forgetAll = (queries: QueryClient) => queries.invalidateQueries();

export const vaultPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultPut'>) => client.call('VaultPut', input),
    onSuccess: (_vault, _input, _result, { client: queries }) => forget(queries, queryKey.vaults, queryKey.log),
  });

/** Zeroes the password, where there is one. */
export const vaultPatch = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultPatch'>) =>
      askWith(client, 'VaultPatch', input, input.purgeProtection ? [input.purgeProtection.password] : []),
    onSuccess: (_vault, _input, _result, { client: queries }) => forget(queries, queryKey.vaults, queryKey.log),
    // Another changed it first: what is shown is no longer what is.
    onError: (_error, _input, _result, { client: queries }) => forget(queries, queryKey.vaults),
  });

/** What a vault holds comes and goes with it, so every list of secrets and keys is read again. */
const forgetVault = (queries: QueryClient) => forget(queries, queryKey.vaults, ['secrets'], keyKey.all, queryKey.log);

export const vaultDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultDelete'>) => client.call('VaultDelete', input),
    onSuccess: (_vault, _input, _result, { client: queries }) => forgetVault(queries),
  });

export const vaultRecover = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultRecover'>) => client.call('VaultRecover', input),
    onSuccess: (_vault, _input, _result, { client: queries }) => forgetVault(queries),
  });

export const vaultPurge = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'VaultPurge'>) => client.call('VaultPurge', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetVault(queries),
  });

export const resourceGroupPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ResourceGroupPut'>) => client.call('ResourceGroupPut', input),
    onSuccess: (_group, _input, _result, { client: queries }) => forget(queries, queryKey.resourceGroups, queryKey.log),
  });

/** Zeroes the value. */
export const secretSet = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretSet'>) => askWith(client, 'SecretSet', input, input.value ? [input.value] : []),
    onSuccess: (_secret, input, _result, { client: queries }) =>
      forget(queries, queryKey.secrets(input.vault), queryKey.vaults, queryKey.log),
  });

/** The cached rows are read again even where another was first: what is shown is no longer what is. */
const forgetSecret = (queries: QueryClient, vault: string) => forget(queries, queryKey.secrets(vault), queryKey.vaults, queryKey.log);

export const secretUpdate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretUpdate'>) => client.call('SecretUpdate', input),
    onSettled: (...[, , input, , { client: queries }]) => forgetSecret(queries, input.vault),
  });

export const secretRollBack = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretRollBack'>) => client.call('SecretRollBack', input),
    onSettled: (...[, , input, , { client: queries }]) => forgetSecret(queries, input.vault),
  });

export const secretDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretDelete'>) => client.call('SecretDelete', input),
    onSuccess: (_secret, input, _result, { client: queries }) => forgetSecret(queries, input.vault),
  });

export const secretRecover = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretRecover'>) => client.call('SecretRecover', input),
    onSuccess: (_secret, _input, _result, { client: queries }) => forgetVault(queries),
  });

export const secretPurge = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SecretPurge'>) => client.call('SecretPurge', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetVault(queries),
  });

export const secretRestore = (client: Client) =>
  mutationOptions({
    mutationFn: (to: { readonly vault: string; readonly file: Blob }) => restore(client, 'SecretRestore', to),
    onSuccess: (_secret, { vault }, _result, { client: queries }) => forgetSecret(queries, vault),
  });

export const viewPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ViewPut'>) => client.call('ViewPut', input),
    onSuccess: (_view, _input, _result, { client: queries }) => forget(queries, queryKey.views),
  });

export const viewDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ViewDelete'>) => client.call('ViewDelete', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.views),
  });

/** Zeroes the password. */
export const sessionCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SessionCreate'>) => askWith(client, 'SessionCreate', input, [input.password]),
    // With a second factor still to prove nobody is in yet, and nothing else is to be seen.
    onSuccess: (answer, _input, _result, { client: queries }) => (answer.kind === 'signed-in' ? forgetAll(queries) : undefined),
  });

/** Zeroes the code. */
export const sessionProve = (client: Client) =>
  mutationOptions({
    mutationFn: ({ proof }: Input<'SessionProve'>) =>
      askWith(client, 'SessionProve', { proof }, proof.kind === 'passkey' ? [] : [proof.code]),
    onSuccess: (_session, _input, _result, { client: queries }) => forgetAll(queries),
  });

/** Signs out; whoever shows the session then sees that there is none, and drops all that it read. */
export const sessionDelete = (client: Client) =>
  mutationOptions({
    mutationFn: () => client.call('SessionDelete', {}),
    onSuccess: async (_nothing, _input, _result, { client: queries }) => {
      // Its screens leave with it, and what they read: dropped while they are there, they would ask for it again.
      await queries.resetQueries({ queryKey: queryKey.session });
      await forget(queries, queryKey.instance);
    },
  });

function keysOf(input: Input<'InstanceUnlock'>): readonly Uint8Array[] {
  switch (input.kind) {
    case 'passphrase':
      return [input.passphrase];
    case 'shares':
      return input.shares;
    case 'keychain':
      return [];
    case 'hsm':
      return [input.pin];
  }
}

/** Zeroes passphrase, shares and PIN. */
export const instanceUnlock = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceUnlock'>) => askWith(client, 'InstanceUnlock', input, keysOf(input)),
    onSuccess: (_state, _input, _result, { client: queries }) => forgetAll(queries),
    // When the next attempt is allowed stands in the instance's state.
    onError: (_error, _input, _result, { client: queries }) => forgetAll(queries),
  });

/** Zeroes passphrase, password and share. */
export const instanceCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceCreate'>) =>
      askWith(client, 'InstanceCreate', input, [input.passphrase, input.person.password, ...(input.shareCheck ? [input.shareCheck] : [])]),
    onSuccess: (_created, _input, _result, { client: queries }) => forgetAll(queries),
  });

/** Zeroes passphrase and password. */
export const instanceRecover = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InstanceRecover'>) => askWith(client, 'InstanceRecover', input, [input.passphrase, input.password]),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetAll(queries),
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

/** Zeroes the password. */
export const slotRemove = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SlotRemove'>) => askWith(client, 'SlotRemove', input, [input.password]),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.instance, queryKey.log),
  });

export const instanceBackup = (client: Client) =>
  mutationOptions({
    mutationFn: () => client.call('InstanceBackup', {}),
    onSuccess: (_copy, _nothing, _result, { client: queries }) => forget(queries, queryKey.log),
  });

export const settingPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'SettingPut'>) => client.call('SettingPut', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.instance, queryKey.log),
  });

function ownSecretsOf(input: Input<'SlotAdd'>): readonly Uint8Array[] {
  if (input.kind === 'passphrase') return [input.passphrase];
  return input.kind === 'hsm' ? [input.pin] : [];
}

/**
 * Adds an unlock slot. No mutation, because the answer may hold shares, and a mutation's answer stays in its cache.
 * Byte arrays of `input` are zeroed; shares in the answer belong to the caller, who zeroes them.
 */
export async function addSlot(client: Client, queries: QueryClient, input: Input<'SlotAdd'>): Promise<Output<'SlotAdd'>> {
  const added = await askWith(client, 'SlotAdd', input, [input.password, ...ownSecretsOf(input)]);
  await forget(queries, queryKey.instance, queryKey.log);
  return added;
}
