import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { foundModuleQuery } from '../../api/hsm-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { useHsmChange } from './use-hsm-change.ts';
import { useHsmRight } from './use-hsm-right.ts';

type Found = Output<'HsmModuleFind'>['items'][number];

/** Libraries that were found on this computer, each to be added by one press. */
export function FoundList({ onAdded }: { onAdded?: () => void }) {
  const { data, error } = useQuery(foundModuleQuery(useClient()));
  const add = useHsmChange('HsmModuleAdd');
  if (error) return <FailureBanner error={error} />;
  if (!data) return <RowSkeleton rows={1} />;
  const fresh = data.items.filter(({ added }) => !added);
  return (
    <Box component="section" aria-label="Found on this computer" sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: 640 }}>
      <Typography variant="h3" component="h3" sx={{ color: 'text.secondary' }}>
        Found on this computer
      </Typography>
      {fresh.length === 0 && <Box sx={{ color: 'text.tertiary' }}>No library that isn’t added yet. Add one by its path.</Box>}
      {fresh.map((it) => (
        <FoundRow
          key={it.path}
          found={it}
          busy={add.busy}
          onAdd={() => add.change({ name: it.name, path: it.path, parameters: '' }, `${it.name} was added.`, onAdded)}
        />
      ))}
      <FailureBanner error={add.error} />
    </Box>
  );
}

function FoundRow({ found: { name, path }, busy, onAdd }: { found: Found; busy: boolean; onAdd: () => void }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <ForeignText>{name}</ForeignText>
        <Box sx={{ typography: 'mono', color: 'text.tertiary' }}>
          <ForeignText>{path}</ForeignText>
        </Box>
      </Box>
      <ActionButton {...useHsmRight()} busy={busy} onClick={onAdd} aria-label={`Add ${name}`}>
        Add
      </ActionButton>
    </Box>
  );
}
