import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import { accessKey } from './access-query.ts';
import type { Client } from './client.ts';
import { queryKey } from './query.ts';

/** Who holds what, and what the log says of it, are read again. One's own rights follow by themselves, with the session. */
export const forgetAccess = (queries: QueryClient) =>
  Promise.all([accessKey.all, queryKey.log].map((key) => queries.invalidateQueries({ queryKey: key })));

export const assignmentCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'RoleAssignmentCreate'>) => client.call('RoleAssignmentCreate', input),
    onSuccess: (_assignment, _input, _result, { client: queries }) => forgetAccess(queries),
  });

export const assignmentPatch = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'RoleAssignmentPatch'>) => client.call('RoleAssignmentPatch', input),
    onSuccess: (_assignment, _input, _result, { client: queries }) => forgetAccess(queries),
  });

export const assignmentEnd = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'RoleAssignmentEnd'>) => client.call('RoleAssignmentEnd', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => forgetAccess(queries),
  });

export const requestCreate = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'AccessRequestCreate'>) => client.call('AccessRequestCreate', input),
    onSuccess: (_request, _input, _result, { client: queries }) => forgetAccess(queries),
  });

/** Read again where it failed too: another may have decided first. */
export const requestDecide = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'AccessRequestDecide'>) => client.call('AccessRequestDecide', input),
    onSettled: (...[, , , , { client: queries }]) => forgetAccess(queries),
  });

export const requestWithdraw = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'AccessRequestWithdraw'>) => client.call('AccessRequestWithdraw', input),
    onSettled: (...[, , , , { client: queries }]) => forgetAccess(queries),
  });
