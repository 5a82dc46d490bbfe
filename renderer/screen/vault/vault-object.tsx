import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Expiry } from '../../component/expiry.tsx';

interface VaultObjectsProps<Of> {
  objects: readonly Of[];
  /** What leads to the object. */
  link: (object: Of) => ReactNode;
}

/** What a vault holds, each by name and expiry. */
export function VaultObjects<Of extends { readonly name: string; readonly enabled: boolean; readonly expires?: number | undefined }>({
  objects,
  link,
}: VaultObjectsProps<Of>) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {objects.map((object) => (
        <Box
          component="li"
          key={object.name}
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
            {link(object)}
          </Box>
          {!object.enabled && <Box sx={{ color: 'text.tertiary' }}>disabled</Box>}
          {object.expires !== undefined && <Expiry expires={object.expires} />}
        </Box>
      ))}
    </Box>
  );
}
