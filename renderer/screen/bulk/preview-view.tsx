import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconDownload } from '@tabler/icons-react';
import type { BulkOutcome } from '../../../app/contract/bulk.ts';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Progress } from '../../component/progress.tsx';
import { Section } from '../../component/section.tsx';
import { saveText } from '../first-run/save-text.ts';
import { RefusalList } from '../job/job-view.tsx';
import { refusalCsv } from '../job/refusal-file.ts';
import { wordsOf, type BulkKind } from './bulk-text.ts';
import type { Preview } from './use-preview.ts';

/** What would become of each secret; nothing has been written. */
export function PreviewView({ kind, preview }: { kind: BulkKind; preview: Preview }) {
  const { progress, state } = preview;
  if (state === 'failed') return <FailureBanner error={preview.error} />;
  if (state !== 'ready') return <Progress label="Looking at each secret" done={progress?.done} total={progress?.total} />;
  const { changed, unchanged } = progress ?? { changed: 0, unchanged: 0 };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Counts kind={kind} changed={changed} unchanged={unchanged} refused={preview.refusals.length} />
      {preview.refusals.length > 0 && (
        <Section
          title="Refused"
          action={
            <Button startIcon={<IconDownload />} onClick={() => saveText('refused.csv', refusalCsv(preview.refusals))}>
              Save as a file
            </Button>
          }
        >
          <RefusalList refusals={preview.refusals} />
        </Section>
      )}
      <OutcomeList rows={preview.others} of={changed + unchanged} />
    </Box>
  );
}

function Counts({ kind, changed, unchanged, refused }: { kind: BulkKind; changed: number; unchanged: number; refused: number }) {
  const { becomes, stays } = wordsOf(kind);
  return (
    <Box role="status" sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Meaning kind={changed > 0 ? 'ok' : 'disabled'}>
        {countText(changed, 'secret')} will be {becomes}
      </Meaning>
      {unchanged > 0 && (
        <Meaning kind="disabled">
          {countText(unchanged, 'secret')} will stay: {stays}
        </Meaning>
      )}
      {refused > 0 && <Meaning kind="warning">{countText(refused, 'secret')} will be refused</Meaning>}
    </Box>
  );
}

function OutcomeList({ rows, of }: { rows: readonly BulkOutcome[]; of: number }) {
  if (rows.length === 0) return null;
  return (
    <Section title={rows.length < of ? `The first ${rows.length.toLocaleString('en')} of them` : 'Each of them'}>
      <Box
        component="ul"
        tabIndex={0}
        aria-label="What becomes of each"
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 360, overflow: 'auto' }}
      >
        {rows.map(({ vault, name, outcome }) => (
          <Box
            component="li"
            key={`${vault}/${name}`}
            sx={{ display: 'flex', gap: 2, minHeight: 28, alignItems: 'center', borderBottom: 1, borderColor: 'line.main' }}
          >
            <Box sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              <ForeignText>{name}</ForeignText>
              <Box component="span" sx={{ color: 'text.tertiary' }}>
                {' '}
                in <ForeignText>{vault}</ForeignText>
              </Box>
            </Box>
            <Box sx={{ color: outcome === 'changed' ? 'text.primary' : 'text.tertiary', pr: 2 }}>
              {outcome === 'changed' ? 'changes' : 'stays as it is'}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
