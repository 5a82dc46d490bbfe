import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { KeyAsked } from '../../api/key-query.ts';
import { askedOf, keyPlace } from './key-place.ts';

/** A key by its names. */
export interface KeyName {
  readonly vault: string;
  readonly name: string;
}

/** A key's key in a list over all vaults. */
export const nameKey = ({ vault, name }: KeyName): string => `${vault}/${name}`.toLowerCase();

/** The list and the key that the window's place names, and the ways to others. */
export function useKeyPlace() {
  const search = useSearch({ strict: false });
  const { vault, name } = useParams({ strict: false });
  const navigate = useNavigate();
  const place = useMemo(() => keyPlace.parse(search), [search]);
  const asked = useMemo(() => askedOf(place), [place]);
  const open = useMemo((): KeyName | undefined => (vault === undefined || name === undefined ? undefined : { vault, name }), [vault, name]);
  // What is typed replaces the place: Back leads to another list, not to the letter before.
  const show = useCallback(
    (next: KeyAsked) => {
      if (open) void navigate({ to: '/keys/$vault/$name', params: { ...open }, search: askedOf(next), replace: true });
      else void navigate({ to: '/keys', search: askedOf(next), replace: true });
    },
    [navigate, open],
  );
  const close = useCallback(() => void navigate({ to: '/keys', search: asked }), [navigate, asked]);
  const openKey = useCallback(
    ({ vault: of, name: called }: KeyName) =>
      void navigate({ to: '/keys/$vault/$name', params: { vault: of, name: called }, search: asked, replace: open !== undefined }),
    [navigate, asked, open],
  );
  return { place, asked, open, show, close, openKey };
}
