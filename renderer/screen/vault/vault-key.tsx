import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Vault } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultKeyQuery } from '../../api/key-query.ts';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { MayLink } from '../../component/may-link.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { VaultObjects } from './vault-object.tsx';

const most = 8;

/** The first keys of a vault, by name and expiry. There for who may see keys in it. */
export function VaultKeys({ of: { name: vault, keyCount: count } }: { of: Vault }) {
  const may = useMay({ operation: 'KeyList', vault });
  const create = useUnavailable(useMay({ operation: 'KeyCreate', vault }));
  const { data, error } = useInfiniteQuery({ ...vaultKeyQuery(useClient(), vault), enabled: may.state === 'yes' && count > 0 });
  if (may.state !== 'yes') return null;
  const keys = data?.pages[0]?.items.slice(0, most);
  const action =
    count > 0 ? (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <LinkButton to="/key-copy" search={{ source: vault }}>
          Make anew in another vault
        </LinkButton>
        <LinkButton to="/keys" search={{ vault }}>
          Open all
        </LinkButton>
      </Box>
    ) : (
      <MayLink stop={create} words="Create the first">
        <LinkButton to="/keys" search={{ vault, create: true }}>
          Create the first
        </LinkButton>
      </MayLink>
    );
  const body = () => {
    if (count === 0)
      return <Box sx={{ color: 'text.tertiary' }}>No key yet. A key signs and encrypts for applications, and never leaves.</Box>;
    if (!keys) return error ? <FailureBanner error={error} /> : <RowSkeleton rows={1} />;
    return (
      <VaultObjects
        objects={keys}
        link={({ name }) => (
          <Link to="/keys/$vault/$name" params={{ vault, name }}>
            {name}
          </Link>
        )}
      />
    );
  };
  return (
    <Section title={countText(count, 'key')} action={action}>
      {body()}
    </Section>
  );
}
