import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { secretListQuery } from '../../api/query.ts';
import { Expiry } from '../../component/expiry.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';

const most = 8;

/** The first secrets of a vault, by name and expiry, without values. */
export function VaultSecret({ vault }: { vault: string }) {
  const { data, error } = useInfiniteQuery(secretListQuery(useClient(), vault));
  if (error) return <FailureBanner error={error} />;
  const secrets = data?.pages[0]?.items.slice(0, most) ?? [];
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {secrets.map((secret) => (
        <Box
          component="li"
          key={secret.name}
          sx={{
            display: 'flex',
            gap: 3,
            minHeight: 32,
            alignItems: 'center',
            borderColor: 'line.main',
            '& + &': { borderTop: 1, borderColor: 'line.main' },
          }}
        >
          <Box
            sx={{
              flex: 1,
              minWidth: 0,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              '& a': { color: 'text.primary' },
            }}
          >
            <Link to="/secrets/$vault/$name" params={{ vault, name: secret.name }}>
              {secret.name}
            </Link>
          </Box>
          {!secret.enabled && <Box sx={{ color: 'text.tertiary' }}>disabled</Box>}
          {secret.expires !== undefined && <Expiry expires={secret.expires} />}
        </Box>
      ))}
    </Box>
  );
}
