import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ErrorData } from '../../../app/contract/vault-error.ts';
import { Banner } from '../../component/banner.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { exactText } from '../../component/moment-text.ts';

interface RemovedRecordProps {
  removed: ErrorData<'RecordRemoved'>;
  onOpen: (sequence: number) => void;
}

/** What is left of a record that was deleted: by whom, when, why, and the way to the record that says so. */
export function RemovedRecord({ removed, onOpen }: RemovedRecordProps) {
  return (
    <Box sx={{ py: 4, display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 4 }}>
      <Banner kind="notice">This record was deleted. Its hash stays, so that the rest still verifies.</Banner>
      <FactList>
        <Fact name="Deleted by">
          <ForeignText>{removed.by}</ForeignText>
        </Fact>
        <Fact name="On">{exactText(removed.on)}</Fact>
        <Fact name="Reason">
          <ForeignText>{removed.reason}</ForeignText>
        </Fact>
      </FactList>
      <Button onClick={() => onOpen(removed.deletion)}>Open record {removed.deletion.toLocaleString('en')}, which says so</Button>
    </Box>
  );
}
