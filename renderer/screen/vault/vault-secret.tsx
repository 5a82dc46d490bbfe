import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { secretListQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { VaultObjects } from './vault-object.tsx';

const most = 8;

/** The first secrets of a vault, by name and expiry, without values. */
export function VaultSecret({ vault }: { vault: string }) {
  const { data, error } = useInfiniteQuery(secretListQuery(useClient(), vault));
  if (error) return <FailureBanner error={error} />;
  return (
    <VaultObjects
      objects={data?.pages[0]?.items.slice(0, most) ?? []}
      link={({ name }) => (
        <Link to="/secrets/$vault/$name" params={{ vault, name }}>
          {name}
        </Link>
      )}
    />
  );
}
