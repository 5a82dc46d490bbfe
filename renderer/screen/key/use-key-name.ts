import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { objectName } from '../../../app/contract/common.ts';
import { useClient } from '../../api/client-context.tsx';
import { takenKeyQuery } from '../../api/key-query.ts';

const pauseMs = 300;
const unknown = { deleted: undefined, standing: undefined };

/** What a name means in a vault while it is typed, as far as the person may know it. */
export function useKeyName(vault: string, typed: string) {
  const client = useClient();
  const [name, setName] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setName(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery({ ...takenKeyQuery(client, { vault, name }), enabled: vault !== '' && objectName.safeParse(name).success });
  return (name === typed && data) || unknown;
}
