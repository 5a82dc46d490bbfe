import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import { sharedQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretSuggestionQuery } from '../../api/query.ts';
import { hitKey } from '../secret/use-secret-page.ts';
import { useFindMemory } from './find-memory.tsx';

/** A secret that was found, and where it was found. */
export interface Found {
  readonly secret: SecretHit;
  readonly from: 'recent' | 'shared' | 'search';
}

/** Secrets that a search on this page shows. */
const mostFound = 50;

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether every word occurs somewhere in what is known of a secret, as the engine's own search has it. */
function fits({ name, contentType = '', tags }: SecretHit, words: readonly string[]): boolean {
  const known = [name, contentType, ...Object.entries(tags).flat()].join('\n').toLowerCase();
  return words.every((word) => known.includes(word));
}

/** Without a text what was looked at lately and what is shared; with one, what fits it: among those, and in every vault that is seen. */
export function useFound(text: string) {
  const client = useClient();
  const { recent } = useFindMemory();
  const shared = useQuery(sharedQuery(client));
  const asked = text.trim();
  const search = useQuery({ ...secretSuggestionQuery(client, asked, mostFound), enabled: asked !== '' });
  const found = useMemo(() => {
    const words = wordsOf(asked);
    const all: readonly Found[] = [
      ...recent.map((secret): Found => ({ secret, from: 'recent' })),
      ...(shared.data?.items ?? []).map((secret): Found => ({ secret, from: 'shared' })),
    ].filter(({ secret }) => fits(secret, words));
    const hits = words.length === 0 ? [] : (search.data?.items ?? []).map((secret): Found => ({ secret, from: 'search' }));
    return [...new Map([...hits, ...all.toReversed()].toReversed().map((it) => [hitKey(it.secret), it])).values()];
  }, [asked, recent, shared.data, search.data]);
  const error = shared.error ?? (asked === '' ? null : search.error);
  return { found, waiting: shared.isPending || (asked !== '' && search.isPending), error, retry: () => void shared.refetch() };
}
