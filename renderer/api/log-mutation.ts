import { mutationOptions } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { logRetentionKey, logViewKey } from './log-query.ts';

export const logViewPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'LogViewPut'>) => client.call('LogViewPut', input),
    onSuccess: (_view, _input, _result, { client: queries }) => queries.invalidateQueries({ queryKey: logViewKey }),
  });

export const logViewDelete = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'LogViewDelete'>) => client.call('LogViewDelete', input),
    onSuccess: (_nothing, _input, _result, { client: queries }) => queries.invalidateQueries({ queryKey: logViewKey }),
  });

/** Zeroes the password. */
export const logRetentionPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'LogRetentionPut'>) => {
      const answer = client.call('LogRetentionPut', input);
      input.password.fill(0);
      return answer;
    },
    onSuccess: (_nothing, _input, _result, { client: queries }) => queries.invalidateQueries({ queryKey: logRetentionKey }),
  });
