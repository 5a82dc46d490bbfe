import Button from '@mui/material/Button';
import { IconListSearch } from '@tabler/icons-react';
import { EmptyState } from '../../component/empty-state.tsx';

/** No record to show: because of the filter, or because nothing has happened yet. */
export function LogEmpty({ filtered, onClearFilter }: { filtered: boolean; onClearFilter: () => void }) {
  if (filtered) {
    return (
      <EmptyState icon={<IconListSearch />} title="No record fits" actions={<Button onClick={onClearFilter}>Clear the filter</Button>}>
        Nothing that was recorded fits this filter. New records that do appear here as they are written.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<IconListSearch />} title="Nothing recorded yet">
      Every operation stands here as soon as it is over: who, what, when, on what, with what result, and why it was allowed or not.
    </EmptyState>
  );
}
