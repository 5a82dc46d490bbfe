import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LogFilter, LogRecord, LogRow } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logListQuery } from '../../api/query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { RelatedRow } from './related-row.tsx';

const aroundMs = 5 * 60_000;
const shownRows = 12;
/** Every question to the log is recorded, so none is asked about what one only passes by. */
const restMs = 500;

const kinds = ['correlation', 'object', 'identity'] as const;
type Kind = (typeof kinds)[number];

const names: Readonly<Record<Kind, string>> = { correlation: 'Same request', object: 'Same object', identity: 'Same identity ±5 min' };

/** What belongs to a record in one way; undefined where there is nothing to go by. */
export function relatedFilter(record: LogRecord, kind: Kind): LogFilter | undefined {
  switch (kind) {
    case 'correlation':
      return { correlationId: record.correlationId };
    case 'object':
      return record.object === '' ? undefined : { object: [record.object] };
    case 'identity':
      return { from: Math.max(0, record.time - aroundMs), identity: [record.identityId], until: record.time + aroundMs };
  }
}

interface RelatedProps {
  record: LogRecord;
  scope: string | undefined;
  onOpen: (sequence: number) => void;
  onShow: (filter: LogFilter) => void;
}

/** What else happened with it: by the same request, on the same object, by the same identity about then. */
export function Related({ record, scope, onOpen, onShow }: RelatedProps) {
  const [kind, setKind] = useState<Kind>('correlation');
  const filter = relatedFilter(record, kind);
  return (
    <Section title="Related">
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Related by"
        value={kind}
        onChange={(_event, value: unknown) => setKind(kinds.find((it) => it === value) ?? kind)}
        sx={{ mb: 2, flexWrap: 'wrap' }}
      >
        {kinds.map((it) => (
          <ToggleButton key={it} value={it} sx={toggleLook}>
            {names[it]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {filter ? (
        <RelatedRows key={kind} filter={filter} scope={scope} own={record.sequence} onOpen={onOpen} onShow={() => onShow(filter)} />
      ) : (
        <Nothing />
      )}
    </Section>
  );
}

const Nothing = () => <Box sx={{ color: 'text.tertiary' }}>Nothing else.</Box>;

interface RelatedRowsProps {
  filter: LogFilter;
  scope: string | undefined;
  own: number;
  onOpen: (sequence: number) => void;
  onShow: () => void;
}

function RelatedRows({ filter, scope, own, onOpen, onShow }: RelatedRowsProps) {
  const rested = useRested();
  const { data, error } = useInfiniteQuery({ ...logListQuery(useClient(), filter, scope), enabled: rested, staleTime: 30_000 });
  if (error) return <FailureBanner error={error} />;
  if (!data) return <RowSkeleton rows={2} rowHeight={28} />;
  const rows = (data.pages[0]?.rows ?? []).filter((row) => row.sequence !== own);
  if (rows.length === 0) return <Nothing />;
  return (
    <>
      <Rows rows={rows.slice(0, shownRows)} onOpen={onOpen} />
      <Button onClick={onShow} sx={{ mt: 2 }}>
        {rows.length > shownRows ? 'Show all in the list' : 'Show in the list'}
      </Button>
    </>
  );
}

function Rows({ rows, onOpen }: { rows: readonly LogRow[]; onOpen: (sequence: number) => void }) {
  return (
    <Box component="ul" aria-label="Related records" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((row) => (
        <RelatedRow key={row.sequence} row={row} onOpen={() => onOpen(row.sequence)} />
      ))}
    </Box>
  );
}

function useRested(): boolean {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return rested;
}
