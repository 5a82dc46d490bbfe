import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { forget } from './mutation.ts';
import { queryKey } from './query.ts';

const issuerKey = ['attestation', 'issuers'] as const;

/** The authorities whose attestations the house believes. */
export const issuerListQuery = (client: Client) =>
  queryOptions({ queryKey: issuerKey, queryFn: ({ signal }) => client.call('AttestationIssuerList', {}, { signal }) });

const forgetIssuers = (queries: QueryClient) => forget(queries, issuerKey, queryKey.log);

export const issuerPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'AttestationIssuerPut'>) => client.call('AttestationIssuerPut', input),
    onSuccess: (_issuer, _input, _result, { client: queries }) => forgetIssuers(queries),
  });

export const issuerRemove = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'AttestationIssuerRemove'>) => client.call('AttestationIssuerRemove', input),
    onSettled: (...[, , , , { client: queries }]) => forgetIssuers(queries),
  });
