import Box from '@mui/material/Box';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { LinkButton } from '../../component/link-button.tsx';
import { MayLink } from '../../component/may-link.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';
import { Heard } from '../../component/heard.tsx';

/** What to do first in a house where nothing is kept yet; gone once a secret or a key is. */
export function FirstStep({ vaults }: { vaults: readonly Vault[] }) {
  const vault = vaults[0];
  const create = useUnavailable(useMayAnywhere('VaultPut'));
  const add = useUnavailable(useMay(vault && { operation: 'SecretSet', vault: vault.name }));
  const make = useUnavailable(useMay(vault && { operation: 'KeyCreate', vault: vault.name }));
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: 1.5 }}>
      <Step
        done={vault !== undefined}
        title="Create a vault"
        why="It keeps secrets and keys that belong together, and says how long deleted ones stay recoverable."
        action={
          vault ? null : (
            <MayLink stop={create} words="Create vault">
              <LinkButton main to="/vaults" search={{ create: true }}>
                Create vault
              </LinkButton>
            </MayLink>
          )
        }
      />
      <Step
        done={false}
        title="Add a secret, or import what you have"
        why="From a .env file, JSON, CSV or another vault’s export. Every change becomes a version, and every read is recorded."
        action={
          vault ? (
            <Box sx={{ display: 'flex', gap: 2 }}>
              <MayLink stop={add} words="Import">
                <LinkButton to="/import" search={{ vault: vault.name }}>
                  Import
                </LinkButton>
              </MayLink>
              <MayLink stop={add} words="Add secret">
                <LinkButton main to="/secrets" search={{ vault: [vault.name], create: true }}>
                  Add secret
                </LinkButton>
              </MayLink>
            </Box>
          ) : null
        }
      />
      <Step
        done={false}
        title="Or create a key, to sign and encrypt with"
        why="It never leaves: applications send what is to be done with it. It lives in software, or in a token of an HSM, and is rotated by itself."
        action={
          vault ? (
            <MayLink stop={make} words="Create key">
              <LinkButton to="/keys" search={{ create: true }}>
                Create key
              </LinkButton>
            </MayLink>
          ) : null
        }
      />
    </Box>
  );
}

function Step({ done, title, why, action }: { done: boolean; title: string; why: string; action: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        p: '10px 12px',
        minHeight: 56,
        '& + &': { borderTop: 1, borderColor: 'line.main' },
      }}
    >
      <Box component={done ? IconCircleCheck : IconCircle} aria-hidden="true" sx={{ color: done ? 'ok.main' : 'text.tertiary' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, color: done ? 'text.secondary' : 'text.primary' }}>
          {title}
          {done && <Heard> (done)</Heard>}
        </Box>
        <Box sx={{ color: 'text.secondary' }}>{why}</Box>
      </Box>
      {action}
    </Box>
  );
}
