import { queryOptions } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { keyKey } from './key-query.ts';
import { queryKey } from './query.ts';

/** What a vault holds, as paths of scopes name it. */
export type ObjectKind = 'secrets' | 'keys';

/** Which objects of one vault are asked for. */
export interface NameAsked {
  readonly kind: ObjectKind;
  readonly vault: string;
  readonly text: string;
}

const limit = 8;

async function namesOf(client: Client, { kind, vault, text }: NameAsked, signal: AbortSignal) {
  const words = text.trim() === '' ? {} : { text: text.trim() };
  if (kind === 'keys') return client.call('KeySearch', { vault, ...words, limit }, { signal });
  const sort = { by: words.text === undefined ? 'name' : 'match', direction: 'up' } as const;
  return client.call('SecretSearch', { query: { vault: [vault], ...words }, sort, limit }, { signal });
}

/** Names of one vault's objects that a text finds. */
export const objectNameQuery = (client: Client, asked: NameAsked) =>
  queryOptions({
    queryKey: [...(asked.kind === 'keys' ? keyKey.all : queryKey.search), 'of-vault', asked.vault.toLowerCase(), asked.text],
    queryFn: async ({ signal }) => (await namesOf(client, asked, signal)).items.map(({ name }) => name),
    gcTime: 10_000,
  });
