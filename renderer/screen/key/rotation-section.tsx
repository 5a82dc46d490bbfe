import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { IconPencil } from '@tabler/icons-react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyPolicyQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import type { ActionProps } from '../action/use-action.ts';
import { ComingList } from './coming-list.tsx';
import { comingDates, policyText } from './rotation.ts';

/** How a key rotates by itself, as a sentence with the next dates. There for who may know it. */
export function RotationSection({ of, edit }: { of: KeyProperties; edit: ActionProps }) {
  const { vault, name } = of;
  const may = useMay({ operation: 'KeyRotationPolicyGet', vault, name });
  const { data, error } = useQuery({ ...keyPolicyQuery(useClient(), { vault, name }), enabled: may.state === 'yes' });
  const now = useNow();
  if (may.state !== 'yes') return null;
  return (
    <Section
      title="Rotation"
      action={
        <ActionButton {...edit} startIcon={<IconPencil />}>
          Edit policy
        </ActionButton>
      }
    >
      {error ? (
        <FailureBanner error={error} />
      ) : data ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <Box sx={{ maxWidth: '72ch' }}>{policyText(data)}</Box>
          <ComingList coming={comingDates(data, of, now)} />
        </Box>
      ) : (
        <RowSkeleton rows={1} />
      )}
    </Section>
  );
}
