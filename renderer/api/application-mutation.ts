import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../app/contract/operation.ts';
import { accessKey } from './access-query.ts';
import { applicationKey } from './application-query.ts';
import type { Client } from './client.ts';
import { forget } from './mutation.ts';
import { personKey } from './person-query.ts';
import { queryKey } from './query.ts';

/** What applications there are decides what is shown of them in lists of members and of access too. */
const forgetApplications = (queries: QueryClient) => forget(queries, applicationKey.all, accessKey.all, personKey.all, queryKey.log);

export const applicationCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ApplicationCreate'>) => client.call('ApplicationCreate', input),
    onSuccess: (_made, _input, _result, { client: queries }) => forgetApplications(queries),
  });

export const applicationPatch = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ApplicationPatch'>) => client.call('ApplicationPatch', input),
    // Also after a failure: another may have changed it first, and what is shown is no longer what is.
    onSettled: (...[, , , , { client: queries }]) => forgetApplications(queries),
  });

export const applicationDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ApplicationDelete'>) => client.call('ApplicationDelete', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetApplications(queries),
  });

/**
 * Adds something to sign in with. No mutation, because the answer may hold a secret, and a mutation's answer stays in its cache.
 * @returns the credential, and the secret, which the caller zeroes
 */
export async function createCredential(
  client: Client,
  queries: QueryClient,
  input: Input<'CredentialCreate'>,
): Promise<Output<'CredentialCreate'>> {
  const made = await client.call('CredentialCreate', input);
  await forgetApplications(queries);
  return made;
}

/** Read again where it failed too: another may have ended it first. */
export const credentialEnd = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'CredentialEnd'>) => client.call('CredentialEnd', input),
    onSettled: (...[, , , , { client: queries }]) => forgetApplications(queries),
  });

/** Makes what another organisation can consent to; there is no secret in it. */
export const applicationOffer = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ApplicationOffer'>) => client.call('ApplicationOffer', input),
    onSuccess: (_offer, _input, _result, { client: queries }) => forget(queries, queryKey.log),
  });

/** Reads what another organisation offers, by an explicit act: looking at it changes nothing. */
export const consentPreview = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ConsentPreview'>) => client.call('ConsentPreview', input),
    onSettled: (...[, , , , { client: queries }]) => forget(queries, queryKey.log),
  });

export const consentCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'ConsentCreate'>) => client.call('ConsentCreate', input),
    onSuccess: (_made, _input, _result, { client: queries }) => forgetApplications(queries),
  });
