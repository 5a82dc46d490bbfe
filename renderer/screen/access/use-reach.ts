import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Session } from '../../../app/contract/session.ts';
import { useClient } from '../../api/client-context.tsx';
import { sharedQuery } from '../../api/access-query.ts';
import { useMay } from '../../api/access-context.ts';
import type { May } from '../../api/may.ts';
import { sessionQuery } from '../../api/query.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { useMayAnywhere } from './use-may-anywhere.ts';

/** What of the house the person has a use for. What they don't is not shown to them at all. */
export interface Reach {
  readonly vaults: boolean;
  readonly secrets: boolean;
  readonly keys: boolean;
  /** Whether they may read the value of anything. */
  readonly values: boolean;
  readonly shared: boolean;
  readonly access: boolean;
  readonly people: boolean;
  readonly groups: boolean;
  readonly applications: boolean;
  readonly endpoint: boolean;
  readonly hsm: boolean;
  readonly log: boolean;
  readonly integrity: boolean;
}

/** Until it is known, who begins with what needs attention is shown everything: most often that is right. Values never are. */
export function useReach(): Reach {
  const client = useClient();
  const { data: session } = useQuery(sessionQuery(client));
  const { shared, single } = useShared(session);
  const some = (useVaultList().vaults?.length ?? 0) > 0;
  const known = ({ state }: May) => (state === 'unknown' ? session?.start === 'attention' : state === 'yes');
  const create = known(useMayAnywhere('VaultPut'));
  const secrets = known(useMayAnywhere('SecretList'));
  const keys = known(useMayAnywhere('KeyList'));
  const read = useMayAnywhere('SecretGet').state === 'yes';
  const access = known(useMayAnywhere('RoleAssignmentList'));
  const people = known(useMayAnywhere('PersonList'));
  const groups = known(useMayAnywhere('GroupList'));
  const applications = known(useMayAnywhere('ApplicationList'));
  const endpoint = known(useMay({ operation: 'EndpointPut' }));
  const hsm = known(useMay({ operation: 'HsmModuleList' }));
  const { log, integrity } = logReach(session);
  const [vaults, values] = [some || create, read || single];
  return useMemo(
    () => ({ vaults, secrets, keys, values, shared, access, people, groups, applications, endpoint, hsm, log, integrity }),
    [vaults, secrets, keys, values, shared, access, people, groups, applications, endpoint, hsm, log, integrity],
  );
}

function useShared(session: Session | undefined) {
  const { data } = useQuery(sharedQuery(useClient()));
  const single = (data?.items.length ?? 0) > 0;
  return { single, shared: single || session?.start === 'find' };
}

/** The tree of the whole log is nothing for who may read a part of it. */
const logReach = (session: Session | undefined) => ({
  log: (session?.logScopes.length ?? 0) > 0,
  integrity: session?.logScopes.includes('/') ?? false,
});
