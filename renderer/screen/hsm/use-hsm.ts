import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { moduleListQuery } from '../../api/key-query.ts';
import { HsmFollowContext } from './hsm-follow.tsx';

/**
 * The modules with their tokens, in step with what is plugged in for as long as the component is there.
 * @param wanted whether they are of use now: until then nothing is asked
 */
export function useFollowedHsm(wanted = true) {
  const { follow, stopped } = useContext(HsmFollowContext);
  useEffect(() => (wanted ? follow() : undefined), [follow, wanted]);
  const { data, error, refetch } = useQuery({ ...moduleListQuery(useClient()), enabled: wanted });
  return { modules: data?.items, error, stopped, retry: () => void refetch() };
}
