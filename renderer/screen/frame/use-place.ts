import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { useReach } from '../access/use-reach.ts';
import { placeGroupsFor, type Place, type PlaceGroup } from './place.ts';

/** The places that the person has a use for, as the rail shows them. */
export function usePlaceGroups(): readonly PlaceGroup[] {
  const { data: session } = useQuery(sessionQuery(useClient()));
  const reach = useReach();
  const start = session?.start ?? 'find';
  return useMemo(() => placeGroupsFor(start, reach), [start, reach]);
}

/** The same without their groups. */
export function usePlaces(): readonly Place[] {
  const groups = usePlaceGroups();
  return useMemo(() => groups.flatMap(({ places }) => places), [groups]);
}
