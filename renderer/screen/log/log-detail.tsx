import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { LogRecord } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logRecordQuery } from '../../api/query.ts';
import { useCopy } from '../../component/copy.ts';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { exactText } from '../../component/moment-text.ts';
import { Section } from '../../component/section.tsx';
import { doorText } from './log-column.tsx';
import { durationText } from './log-time.ts';
import { ResultMark } from './result-mark.tsx';
import { whyOf } from './why.ts';

interface LogDetailProps {
  sequence: number;
  takesFocus: boolean;
  onClose: () => void;
}

/** One record, whole: why it ended so, what it says, and what proves it. */
export function LogDetail({ sequence, takesFocus, onClose }: LogDetailProps) {
  const { data: record, error, isError, refetch } = useQuery(logRecordQuery(useClient(), sequence));
  return (
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
      onClose={onClose}
    >
      {isError && <FailureState error={error} onRetry={() => void refetch()} />}
      {!record && !isError && <Loading />}
      {record && <Parts record={record} />}
    </Detail>
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

function Parts({ record }: { record: LogRecord }) {
  const why = whyOf(record);
  return (
    <>
      <Section title="Why">
        <Typography data-selectable sx={{ overflowWrap: 'anywhere' }}>
          {why.sentence}
        </Typography>
        {why.more !== undefined && (
          <Typography data-selectable sx={{ color: 'text.secondary', mt: 1, overflowWrap: 'anywhere' }}>
            {why.more}
          </Typography>
        )}
      </Section>
      <RecordFacts record={record} />
      <Properties properties={record.properties} />
      <Proof record={record} />
      <Raw key={record.sequence} canonical={record.canonical} />
    </>
  );
}

function RecordFacts({ record }: { record: LogRecord }) {
  return (
    <Section title="Record">
      <FactList>
        <Fact name="Time">
          <Typography component="time" variant="mono" dateTime={new Date(record.time).toISOString()}>
            {new Date(record.time).toISOString()}
          </Typography>
        </Fact>
        <Fact name="Identity">{record.identity}</Fact>
        <Fact name="Object">{record.object}</Fact>
        <Fact name="Status">
          {record.status} {record.code}
        </Fact>
        <Fact name="From">{doorText(record)}</Fact>
        <Fact name="Duration">{durationText(record.durationMs)}</Fact>
        <Fact name="Resource">
          <IdChip what="resource id" value={record.resourceId} most={36} />
        </Fact>
        <Fact name="Correlation">
          <IdChip what="correlation id" value={record.correlationId} />
        </Fact>
        <Fact name="Request">
          <IdChip what="request id" value={record.requestId} />
        </Fact>
        {record.identityId !== undefined && (
          <Fact name="Identity id">
            <IdChip what="identity id" value={record.identityId} />
          </Fact>
        )}
        {record.sessionId !== undefined && (
          <Fact name="Session">
            <IdChip what="session id" value={record.sessionId} />
          </Fact>
        )}
        {record.allowedBy && (
          <Fact name="Assignment">
            <IdChip what="assignment id" value={record.allowedBy.assignment} />
          </Fact>
        )}
      </FactList>
    </Section>
  );
}

const hashed = 'h:';

/** What the operation declared about itself. A keyed hash is equal for equal texts, and says nothing else. */
function Properties({ properties }: { properties: LogRecord['properties'] }) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return null;
  return (
    <Section title="What it was asked">
      <FactList>
        {entries.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value.startsWith(hashed) ? <IdChip what={`keyed hash of ${name}`} value={value} most={28} /> : value}
          </Fact>
        ))}
      </FactList>
    </Section>
  );
}

function Proof({ record }: { record: LogRecord }) {
  return (
    <Section title="Proof">
      <FactList>
        <Fact name="Leaf">{record.sequence.toLocaleString('en')}</Fact>
        <Fact name="Hash">
          <IdChip what="leaf hash" value={record.leafHash} most={28} />
        </Fact>
      </FactList>
    </Section>
  );
}

function Raw({ canonical }: { canonical: string }) {
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
