import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { mostBulkItems, type BulkChange, type Selection } from '../../../app/contract/bulk.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { useNow } from '../../component/now.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useJobs } from '../job/job-room.tsx';
import { JobView } from '../job/job-view.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { bulkJob } from './bulk-job.ts';
import { bulkTitle, type BulkKind } from './bulk-text.ts';
import { ExpireForm, TagForm } from './change-form.tsx';
import { PreviewView } from './preview-view.tsx';
import { purgeSentence } from './purge-date.ts';
import { usePreview, type Preview } from './use-preview.ts';

interface BulkPanelProps {
  kind: BulkKind;
  /** Give the same object while it means the same. */
  selection: Selection;
  /** Secrets that are selected, as far as they were counted. */
  count: number;
  onClose: () => void;
  /** Told when the change has begun. */
  onBegun: () => void;
}

/** The change that needs nothing more said; undefined where a form asks for it. */
function plainChange(kind: BulkKind): BulkChange | undefined {
  return kind === 'tag' || kind === 'expire' ? undefined : { kind };
}

/** One change to many secrets: what is to change, what would become of each, then the change itself with its progress and its end. */
export function BulkPanel({ kind, selection, count, onClose, onBegun }: BulkPanelProps) {
  const formId = useId();
  const { preview, ask, drop } = usePreview(selection);
  const { jobId, begin } = useBegin(kind, onBegun);
  const [word, setWord] = useState('');
  useEffect(() => {
    const change = plainChange(kind);
    if (change) void ask(change);
  }, [kind, ask]);
  const needed = wordFor(kind, preview);
  const { changed = 0, total = count } = preview.progress ?? {};
  if (jobId !== undefined) return <RunningPanel title={bulkTitle(kind, changed)} jobId={jobId} onClose={onClose} />;
  const asking = preview.state === 'none' && plainChange(kind) === undefined;
  return (
    <SidePanel
      title={bulkTitle(kind, total)}
      open
      dirty={false}
      onClose={onClose}
      actions={
        <Foot onCancel={onClose} onBack={asking || plainChange(kind) ? undefined : drop}>
          {asking ? (
            <ActionButton type="submit" form={formId} variant="contained" color="primary">
              Preview
            </ActionButton>
          ) : (
            <RunButton kind={kind} preview={preview} needed={word === needed ? '' : needed} onRun={begin} />
          )}
        </Foot>
      }
    >
      <Warning kind={kind} selection={selection} />
      {/* Hidden, not unmounted: going back finds what was typed. */}
      <div style={{ display: asking ? 'contents' : 'none' }}>
        <ChangeForm kind={kind} formId={formId} onChange={(change) => void ask(change)} />
      </div>
      {!asking && <PreviewView kind={kind} preview={preview} />}
      <WordField needed={needed} word={word} onWord={setWord} />
    </SidePanel>
  );
}

/** What is typed before what can't be undone; empty for nothing. */
function wordFor(kind: BulkKind, { state, progress }: Preview): string {
  return kind === 'purge' && state === 'ready' && progress && progress.changed > 0 ? `purge ${progress.changed}` : '';
}

function WordField({ needed, word, onWord }: { needed: string; word: string; onWord: (word: string) => void }) {
  if (needed === '') return null;
  return <TextField label={`Type ${needed} to confirm`} mono value={word} onChange={(event) => onWord(event.target.value)} />;
}

function ChangeForm({ kind, ...form }: { kind: BulkKind; formId: string; onChange: (change: BulkChange) => void }) {
  if (kind === 'tag') return <TagForm {...form} />;
  return kind === 'expire' ? <ExpireForm {...form} /> : null;
}

interface RunButtonProps {
  kind: BulkKind;
  preview: Preview;
  /** What must be typed first; empty for nothing. */
  needed: string;
  onRun: (job: string, count: number) => void;
}

function RunButton({ kind, preview: { state, progress }, needed, onRun }: RunButtonProps) {
  const changed = progress?.changed ?? 0;
  return (
    <ActionButton
      variant="contained"
      color={kind === 'delete' || kind === 'purge' ? 'error' : 'primary'}
      unavailable={stopOf(state, changed, needed)}
      onClick={() => progress && onRun(progress.job, changed)}
    >
      {bulkTitle(kind, changed)}
    </ActionButton>
  );
}

/** Why what was previewed can't be done. */
function stopOf(state: 'none' | 'running' | 'ready' | 'failed', changed: number, needed: string): string | undefined {
  if (state === 'running' || state === 'none') return 'The preview isn’t finished yet.';
  if (state === 'failed') return 'The preview failed. Close this and try again.';
  if (changed === 0) return 'Nothing would change.';
  if (changed > mostBulkItems) return `At most ${mostBulkItems.toLocaleString('en')} at a time: narrow the list first.`;
  return needed === '' ? undefined : `Type “${needed}” first.`;
}

function useBegin(kind: BulkKind, onBegun: () => void) {
  const client = useClient();
  const queries = useQueryClient();
  const { startJob } = useJobs();
  const [jobId, setJobId] = useState<string>();
  const begin = (job: string, count: number) => {
    setJobId(startJob(bulkJob({ client, queries, job, kind, count, start: startJob })));
    onBegun();
  };
  return { jobId, begin };
}

function Warning({ kind, selection }: { kind: BulkKind; selection: Selection }) {
  const now = useNow();
  const { vaults } = useVaultList();
  if (kind === 'delete') return <Banner kind="notice">{purgeSentence(selection, vaults ?? [], now)}</Banner>;
  if (kind !== 'purge') return null;
  return (
    <Banner kind="danger">
      Every version of these secrets, their values and their keys are destroyed. Nobody can bring them back, and backups made before can’t
      be read for them any more. Their names become free.
    </Banner>
  );
}

function Foot({ onCancel, onBack, children }: { onCancel: () => void; onBack?: (() => void) | undefined; children: ReactNode }) {
  return (
    <>
      {onBack && <Button onClick={onBack}>Back</Button>}
      <Button onClick={onCancel}>Cancel</Button>
      {children}
    </>
  );
}

function RunningPanel({ title, jobId, onClose }: { title: string; jobId: string; onClose: () => void }) {
  const { jobs } = useJobs();
  const running = jobs.some((job) => job.id === jobId && job.state === 'running');
  return (
    <SidePanel
      title={title}
      open
      dirty={false}
      onClose={onClose}
      actions={
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          {running ? 'Go on in the status bar' : 'Done'}
        </Button>
      }
    >
      <JobView id={jobId} />
    </SidePanel>
  );
}
