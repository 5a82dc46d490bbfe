import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Input, Output } from '../../app/contract/operation.ts';
import { accessKey } from './access-query.ts';
import type { Client } from './client.ts';
import { askWith, forget } from './mutation.ts';
import { personKey } from './person-query.ts';
import { queryKey } from './query.ts';

/** What people are and where they belong decides what is shown of them anywhere, and what it let them do. */
const forgetPeople = (queries: QueryClient) => forget(queries, personKey.all, queryKey.session, accessKey.all, queryKey.log);

/**
 * Invites a person. No mutation, because the answer holds the one-time code, and a mutation's answer stays in its cache.
 * @returns the person, and the code, which the caller zeroes
 */
export async function invitePerson(client: Client, queries: QueryClient, input: Input<'PersonInvite'>): Promise<Output<'PersonInvite'>> {
  const invitation = await client.call('PersonInvite', input);
  await forgetPeople(queries);
  return invitation;
}

/** Takes password and second factors away and draws a new one-time code. @see invitePerson */
export async function recoverPerson(client: Client, queries: QueryClient, input: Input<'PersonRecover'>): Promise<Output<'PersonRecover'>> {
  const invitation = await client.call('PersonRecover', input);
  await forgetPeople(queries);
  return invitation;
}

export const personPatch = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'PersonPatch'>) => client.call('PersonPatch', input),
    // Also after a failure: another may have changed the person first, and what is shown is no longer what is.
    onSettled: (...[, , , , { client: queries }]) => forgetPeople(queries),
  });

export const groupPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'GroupPut'>) => client.call('GroupPut', input),
    onSettled: (...[, , , , { client: queries }]) => forgetPeople(queries),
  });

export const groupDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'GroupDelete'>) => client.call('GroupDelete', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetPeople(queries),
  });

export const membershipCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'MembershipCreate'>) => client.call('MembershipCreate', input),
    onSettled: (...[, , , , { client: queries }]) => forgetPeople(queries),
  });

export const membershipEnd = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'MembershipEnd'>) => client.call('MembershipEnd', input),
    onSettled: (...[, , , , { client: queries }]) => forgetPeople(queries),
  });

/** Zeroes code and password. */
export const invitationAccept = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'InvitationAccept'>) => askWith(client, 'InvitationAccept', input, [input.code, input.password]),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.instance),
  });

/** Zeroes both passwords. */
export const passwordChange = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'PasswordChange'>) => askWith(client, 'PasswordChange', input, [input.password, input.next]),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, queryKey.log),
  });

/**
 * Begins to set up a second factor. No mutation: the answer holds its secret or its codes, which the caller zeroes.
 * The password of `input` is zeroed.
 */
export const beginFactor = (client: Client, input: Input<'FactorBegin'>): Promise<Output<'FactorBegin'>> =>
  askWith(client, 'FactorBegin', input, [input.password]);

/** Zeroes the code. */
export const factorConfirm = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'FactorConfirm'>) =>
      askWith(client, 'FactorConfirm', input, input.proof.kind === 'passkey' ? [] : [input.proof.code]),
    onSuccess: (_factor, _input, _result, { client: queries }) => forget(queries, personKey.all, queryKey.log),
  });

/** Zeroes the password. */
export const factorRemove = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'FactorRemove'>) => askWith(client, 'FactorRemove', input, [input.password]),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forget(queries, personKey.all, queryKey.log),
  });
