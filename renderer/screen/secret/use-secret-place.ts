import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { SecretQuery, SecretSort } from '../../../app/contract/search.ts';
import type { SecretAsked } from '../../api/query.ts';
import { placeOf, queryOf, secretPlace, sortOf } from './secret-place.ts';

/** The list and the secret that the window's place names, and the ways to others. */
export function useSecretPlace() {
  const search = useSearch({ strict: false });
  const { vault, name } = useParams({ strict: false });
  const navigate = useNavigate();
  const place = useMemo(() => secretPlace.parse(search), [search]);
  const asked = useMemo((): SecretAsked => ({ query: queryOf(place), sort: sortOf(place) }), [place]);
  const open = useMemo(() => (vault === undefined || name === undefined ? undefined : { vault, name }), [vault, name]);
  // What is typed replaces the place: Back leads to another list, not to the letter before.
  const show = useCallback(
    (query: SecretQuery, sort?: SecretSort) => {
      const next = placeOf(query, sort);
      if (open) void navigate({ to: '/secrets/$vault/$name', params: open, search: next, replace: true });
      else void navigate({ to: '/secrets', search: next, replace: true });
    },
    [navigate, open],
  );
  const close = useCallback(() => void navigate({ to: '/secrets', search: { ...place, create: undefined } }), [navigate, place]);
  const openSecret = useCallback(
    (secret: { readonly vault: string; readonly name: string }) =>
      void navigate({
        to: '/secrets/$vault/$name',
        params: { vault: secret.vault, name: secret.name },
        search: { ...place, create: undefined },
        replace: open !== undefined,
      }),
    [navigate, place, open],
  );
  return { place, asked, open, show, close, openSecret };
}
