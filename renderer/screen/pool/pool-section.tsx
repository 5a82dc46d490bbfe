import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RoleDefinition } from '../../../app/contract/pool.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { roleDefinitionQuery } from '../../api/pool-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { CodeBlock } from '../../component/code-block.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useUris } from '../endpoint/use-endpoint.ts';
import { DeleteRoleDecision } from './delete-role-decision.tsx';
import { RolePanel } from './role-panel.tsx';

/** What a Managed HSM pool has that vaults have not: roles of its own, and random bytes. */
export function PoolSections({ pool: { name } }: { pool: Vault }) {
  return (
    <>
      <RoleSection pool={name} />
      <RandomSection pool={name} />
    </>
  );
}

type Asked = { readonly kind: 'make' } | { readonly kind: 'change' | 'delete'; readonly role: RoleDefinition };

/** The roles that the pool made for itself. There for who may see what roles allow. */
function RoleSection({ pool }: { pool: string }) {
  const [asked, setAsked] = useState<Asked>();
  const may = useMay({ operation: 'RoleDefinitionList', vault: pool });
  const free = useUnavailable(useMay({ operation: 'RoleDefinitionPut', vault: pool }));
  const { data, error } = useQuery({ ...roleDefinitionQuery(useClient(), pool), enabled: may.state === 'yes' });
  if (may.state !== 'yes') return null;
  const own = data?.items.filter(({ kind }) => kind === 'custom');
  return (
    <Section
      title="Roles of its own"
      action={
        <ActionButton {...free} onClick={() => setAsked({ kind: 'make' })}>
          Make a role
        </ActionButton>
      }
    >
      <FailureBanner error={error} />
      {own ? <RoleList pool={pool} roles={own} onAsk={setAsked} /> : !error && <RowSkeleton rows={1} />}
      {asked && <RoleDialog pool={pool} asked={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function RoleDialog({ pool, asked, onClose }: { pool: string; asked: Asked; onClose: () => void }) {
  switch (asked.kind) {
    case 'make':
      return <RolePanel pool={pool} onClose={onClose} />;
    case 'change':
      return <RolePanel pool={pool} role={asked.role} onClose={onClose} />;
    case 'delete':
      return <DeleteRoleDecision pool={pool} role={asked.role} onClose={onClose} />;
  }
}

interface RoleListProps {
  pool: string;
  roles: readonly RoleDefinition[];
  onAsk: (asked: Asked) => void;
}

function RoleList({ pool, roles, onAsk }: RoleListProps) {
  if (roles.length === 0) return <Box sx={{ color: 'text.tertiary' }}>None beside the nine that every pool has.</Box>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {roles.map((role) => (
        <RoleLine key={role.id} pool={pool} role={role} onAsk={(kind) => onAsk({ kind, role })} />
      ))}
    </Box>
  );
}

interface RoleLineProps {
  pool: string;
  role: RoleDefinition;
  onAsk: (kind: 'change' | 'delete') => void;
}

function RoleLine({ pool, role, onAsk }: RoleLineProps) {
  const change = useUnavailable(useMay({ operation: 'RoleDefinitionPut', vault: pool }));
  const remove = useUnavailable(useMay({ operation: 'RoleDefinitionDelete', vault: pool }));
  const held = role.assignments > 0 ? 'Somebody holds it: end those assignments under Access first.' : undefined;
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: 32 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <ForeignText>{role.name}</ForeignText>
      </Box>
      <Box sx={{ color: 'text.tertiary' }}>
        {countText(role.dataActions.length, 'action')}, held {role.assignments === 0 ? 'by nobody' : countText(role.assignments, 'time')}
      </Box>
      <IconAction {...change} label={`Change ${role.name}`} onClick={() => onAsk('change')}>
        <IconPencil />
      </IconAction>
      <IconAction {...remove} unavailable={remove.unavailable ?? held} label={`Delete ${role.name}`} onClick={() => onAsk('delete')}>
        <IconTrash />
      </IconAction>
    </Box>
  );
}

const sampleOf = (uri: string): string => `import { DefaultAzureCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';

const client = new KeyClient('${uri}', new DefaultAzureCredential());
const bytes = await client.getRandomBytes(32);`;

/** How an application draws random bytes of the pool's token. */
function RandomSection({ pool }: { pool: string }) {
  const uri = useUris().vault(pool);
  if (uri === undefined) return null;
  return (
    <Section title="Random bytes">
      <Box sx={{ color: 'text.secondary', mb: 2 }}>
        The token of this pool draws up to 128 at once, for applications that hold Managed HSM Crypto User or a role that allows it.
      </Box>
      <CodeBlock label="Code in JavaScript" code={sampleOf(uri)} copy="Copy code" />
    </Section>
  );
}
