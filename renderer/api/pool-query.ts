import { mutationOptions, queryOptions } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import { forgetAccess } from './access-mutation.ts';
import { accessKey } from './access-query.ts';
import type { Client } from './client.ts';

/** The roles that can be assigned in a pool, its own among them. */
export const roleDefinitionQuery = (client: Client, vault: string) =>
  queryOptions({
    queryKey: accessKey.definitions(vault.toLowerCase()),
    queryFn: ({ signal }) => client.call('RoleDefinitionList', { vault }, { signal }),
  });

export const roleDefinitionPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'RoleDefinitionPut'>) => client.call('RoleDefinitionPut', input),
    onSuccess: (_definition, _input, _result, { client: queries }) => forgetAccess(queries),
  });

export const roleDefinitionDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'RoleDefinitionDelete'>) => client.call('RoleDefinitionDelete', input),
    onSuccess: (_definition, _input, _result, { client: queries }) => forgetAccess(queries),
  });
