import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AccessRequest } from '../../app/contract/access.ts';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';

/** Keys of what is known about rights; all under one, so that a change of rights forgets all of it. */
export const accessKey = {
  all: ['access'],
  roles: ['access', 'roles'],
  definitions: (vault: string) => ['access', 'definitions', vault],
  mine: ['access', 'mine'],
  assignments: (asked: AssignmentsAsked) => ['access', 'assignments', asked],
  holders: (asked: unknown) => ['access', 'holders', asked],
  principals: (text: string) => ['access', 'principals', text],
  requests: ['access', 'requests'],
  requestList: (whose: string, state: readonly string[]) => ['access', 'requests', whose, state],
  shared: ['access', 'shared'],
} as const;

/** Rows of one page. */
const pageRows = 100;

const start: { readonly after?: string } = {};

/** The built-in roles never change while the window is open. */
export const roleListQuery = (client: Client) =>
  queryOptions({
    queryKey: accessKey.roles,
    queryFn: ({ signal }) => client.call('RoleList', {}, { signal }),
    staleTime: Infinity,
  });

export const accessMineQuery = (client: Client) =>
  queryOptions({ queryKey: accessKey.mine, queryFn: ({ signal }) => client.call('AccessMine', {}, { signal }) });

/** Who a role can be given to: people and groups whose name has a text in it. */
export const principalQuery = (client: Client, text: string) =>
  queryOptions({
    queryKey: accessKey.principals(text),
    queryFn: ({ signal }) => client.call('PrincipalSearch', { text }, { signal }),
    placeholderData: keepPreviousData,
  });

/** What a list of assignments asks for. */
export type AssignmentsAsked = Omit<Input<'RoleAssignmentList'>, 'after' | 'limit'>;

export const assignmentListQuery = (client: Client, asked: AssignmentsAsked) =>
  infiniteQueryOptions({
    queryKey: accessKey.assignments(asked),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'RoleAssignmentList',
        { ...asked, limit: pageRows, ...(pageParam === undefined ? {} : { after: pageParam }) },
        { signal },
      ),
    initialPageParam: start.after,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

type RequestState = AccessRequest['state'];

export const requestListQuery = (client: Client, whose: Input<'AccessRequestList'>['whose'], state: readonly RequestState[] = []) =>
  infiniteQueryOptions({
    queryKey: accessKey.requestList(whose, state),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'AccessRequestList',
        {
          whose,
          limit: pageRows,
          ...(state.length === 0 ? {} : { state: [...state] }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
        },
        { signal },
      ),
    initialPageParam: start.after,
    getNextPageParam: (page) => page.next,
    // Others ask and decide: what was read a while ago may be over.
    staleTime: 0,
  });

/** Single secrets that were granted one by one. */
export const sharedQuery = (client: Client) =>
  queryOptions({ queryKey: accessKey.shared, queryFn: ({ signal }) => client.call('SecretShared', {}, { signal }) });
