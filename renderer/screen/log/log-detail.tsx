import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { LogFilter, LogRecord } from '../../../app/contract/log.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { logRecordQuery } from '../../api/query.ts';
import { CopyButton } from '../../component/copy-button.tsx';
import { useCopy } from '../../component/copy.ts';
import { Detail } from '../../component/detail.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { Late } from '../../component/late.tsx';
import { exactText } from '../../component/moment-text.ts';
import { Section } from '../../component/section.tsx';
import { DecisionFacts, Properties, Proof, RecordFacts } from './record-facts.tsx';
import { Related } from './related.tsx';
import { RemovedRecord } from './removed-record.tsx';
import { ResultMark } from './result-mark.tsx';

interface LogDetailProps {
  sequence: number;
  /** Where the log is read; undefined for the whole tenant. */
  scope: string | undefined;
  /** By which a colleague finds the record. */
  link: string;
  takesFocus: boolean;
  /** Goes so many records on in the list. */
  onStep: (by: number) => void;
  onOpen: (sequence: number) => void;
  onShow: (filter: LogFilter) => void;
  onClose: () => void;
}

const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** One record, whole: why it ended so, what it says, what belongs to it, and what proves it. J and K go on to the next. */
export function LogDetail({ sequence, scope, link, takesFocus, onStep, onOpen, onShow, onClose }: LogDetailProps) {
  const { data: record, error, isError, refetch } = useQuery(logRecordQuery(useClient(), sequence, scope));
  const removed = isVaultError(error, 'RecordRemoved') ? error.data : undefined;
  const press = (event: KeyboardEvent) => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key.toLowerCase()];
    if (by === undefined || event.defaultPrevented) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    <Box onKeyDown={press} sx={{ height: '100%' }}>
      <Detail
        title={record ? <ResultMark result={record.result} /> : `Record ${sequence.toLocaleString('en')}`}
        subtitle={
          record && (
            <Typography sx={{ color: 'text.secondary' }}>
              {record.operation} · <span data-figures>{exactText(record.time)}</span>
            </Typography>
          )
        }
        takesFocus={takesFocus}
        subject={String(sequence)}
        actions={<CopyButton label="Copy link" value={link} />}
        onClose={onClose}
      >
        {removed && <RemovedRecord removed={removed} onOpen={onOpen} />}
        {isError && !removed && <FailureState error={error} onRetry={() => void refetch()} />}
        {!record && !isError && <Loading />}
        {record && (
          <>
            <DecisionFacts record={record} />
            <RecordFacts record={record} />
            <Properties properties={record.properties} />
            <Related key={record.sequence} record={record} scope={scope} onOpen={onOpen} onShow={onShow} />
            <Proof record={record} />
            <Raw key={`raw ${record.sequence}`} canonical={record.canonical} />
          </>
        )}
      </Detail>
    </Box>
  );
}

const Loading = () => (
  <Late>
    <Box role="status" aria-label="Loading the record" sx={{ pt: 4, display: 'flex', flexDirection: 'column', gap: 3 }}>
      {['70%', '40%', '55%', '50%', '60%'].map((width) => (
        <Skeleton key={width} width={width} height={12} />
      ))}
    </Box>
  </Late>
);

function Raw({ canonical }: Pick<LogRecord, 'canonical'>) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { outcome, copy } = useCopy();
  return (
    <Section title="Raw">
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? 'Hide the record as it was hashed' : 'Show the record as it was hashed'}
        </Button>
        <Button onClick={() => void copy(canonical)}>{outcome === 'copied' ? 'Copied' : 'Copy'}</Button>
      </Box>
      <Box
        id={id}
        hidden={!open}
        component="pre"
        data-selectable
        sx={{
          typography: 'mono',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          m: 0,
          mt: 3,
          p: 3,
          border: 1,
          borderColor: 'line.main',
          borderRadius: 1,
          bgcolor: 'background.default',
        }}
      >
        {open ? canonical : ''}
      </Box>
    </Section>
  );
}
