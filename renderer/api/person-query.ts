import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { PersonState } from '../../app/contract/person.ts';
import type { Client } from './client.ts';

/** People, groups and who is in which hang together: what changes one of them forgets them all. */
export const personKey = {
  all: ['people'],
  list: (asked: PersonAsked) => ['people', 'list', asked],
  person: (id: string) => ['people', 'one', id],
  groups: (text: string) => ['people', 'groups', text],
  group: (id: string) => ['people', 'group', id],
  members: (of: MemberAsked) => ['people', 'members', of],
  factors: ['people', 'factors'],
} as const;

/** Rows of one page of people, groups or members. */
const pageRows = 100;

/** A list starts where no cursor came before. */
const start: { readonly cursor?: string } = {};

const from = (cursor: string | undefined) => (cursor === undefined ? {} : { after: cursor });

/** What a list of people is narrowed to. */
export interface PersonAsked {
  readonly text: string;
  readonly state: PersonState | undefined;
}

const narrowed = ({ text, state }: PersonAsked) => ({
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(state === undefined ? {} : { state: [state] }),
});

export const personListQuery = (client: Client, asked: PersonAsked) =>
  infiniteQueryOptions({
    queryKey: personKey.list(asked),
    queryFn: ({ signal, pageParam }) => client.call('PersonList', { ...narrowed(asked), ...from(pageParam), limit: pageRows }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** Read anew when it is opened: who signs in changes, and what is decided about somebody is decided about them as they are. */
export const personQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: personKey.person(id),
    queryFn: ({ signal }) => client.call('PersonGet', { id }, { signal }),
    staleTime: 0,
  });

export const groupListQuery = (client: Client, text: string) =>
  infiniteQueryOptions({
    queryKey: personKey.groups(text),
    queryFn: ({ signal, pageParam }) =>
      client.call('GroupList', { ...(text.trim() === '' ? {} : { text: text.trim() }), ...from(pageParam), limit: pageRows }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const groupQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: personKey.group(id), queryFn: ({ signal }) => client.call('GroupGet', { id }, { signal }) });

/** Who is in a group, or which groups somebody is in; `nested`: through other groups too. */
export interface MemberAsked {
  readonly kind: 'group' | 'member';
  readonly id: string;
  readonly nested: boolean;
}

export const membershipQuery = (client: Client, asked: MemberAsked) =>
  infiniteQueryOptions({
    queryKey: personKey.members(asked),
    queryFn: ({ signal, pageParam }) => {
      const { kind, id, nested } = asked;
      return client.call('MembershipList', { of: { kind, id }, nested, ...from(pageParam), limit: pageRows }, { signal });
    },
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const factorListQuery = (client: Client) =>
  queryOptions({ queryKey: personKey.factors, queryFn: ({ signal }) => client.call('FactorList', {}, { signal }) });
