import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyVersionsQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import type { ShownForm } from './byte-form.ts';
import { ChoicePart } from './choice-part.tsx';
import { CodePart } from './code-part.tsx';
import { InputPart } from './input-part.tsx';
import { ResultPart } from './result-part.tsx';
import type { Task, TaskOperation } from './task.ts';
import { idleMinutes, useWorkbench, type Workbench } from './use-workbench.ts';

interface WorkbenchPanelProps {
  /** The current version. */
  of: KeyProperties;
  onClose: () => void;
}

const verb: Readonly<Record<TaskOperation, string>> = {
  sign: 'Sign',
  verify: 'Verify',
  encrypt: 'Encrypt',
  decrypt: 'Decrypt',
  wrapKey: 'Wrap',
  unwrapKey: 'Unwrap',
};

/** Tries a key on text or a file, with the code that an application would write for the same beside it. */
export function WorkbenchPanel({ of, onClose }: WorkbenchPanelProps) {
  const { data } = useInfiniteQuery(keyVersionsQuery(useClient(), of));
  const bench = useWorkbench(of, data?.pages.flatMap((page) => page.items) ?? [of]);
  const [made, setMade] = useState<ShownForm>('base64url');
  const [opened, setOpened] = useState<ShownForm>('text');
  const { task, secondsLeft } = bench;
  const isOpening = task?.operation === 'decrypt' || task?.operation === 'unwrapKey';
  return (
    <SidePanel
      title={`Try ${of.name}`}
      open
      wide
      dirty={false}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {task && <RunButton bench={bench} task={task} />}
        </>
      }
    >
      {task ? (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))', gap: 6, alignItems: 'start' }}>
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, minWidth: 0 }}>
            <ChoicePart bench={bench} />
            <InputPart bench={bench} task={task} />
            <ResultPart bench={bench} made={{ form: made, choose: setMade }} opened={{ form: opened, choose: setOpened }} />
            <Notes secondsLeft={secondsLeft} />
          </Box>
          <CodePart bench={bench} task={task} shown={isOpening ? opened : made} />
        </Box>
      ) : (
        <Banner kind="notice">{bench.problem}</Banner>
      )}
    </SidePanel>
  );
}

function RunButton({ bench, task }: { bench: Workbench; task: Task }) {
  const operation = engineName[task.operation];
  const stop = useUnavailable(useMay({ operation, vault: bench.key.vault, name: bench.key.name }), bench.problem);
  return (
    <ActionButton {...stop} variant="contained" color="primary" busy={bench.state.kind === 'busy'} onClick={bench.start}>
      {verb[task.operation]}
    </ActionButton>
  );
}

const engineName = {
  sign: 'KeySign',
  verify: 'KeyVerify',
  encrypt: 'KeyEncrypt',
  decrypt: 'KeyDecrypt',
  wrapKey: 'KeyWrap',
  unwrapKey: 'KeyUnwrap',
} as const;

const Notes = ({ secondsLeft }: { secondsLeft: number | undefined }) => (
  <>
    {secondsLeft !== undefined && <Banner kind="warning">Everything here is taken away in {secondsLeft} seconds, unless you go on.</Banner>}
    <Box sx={{ typography: 'caption', color: 'text.tertiary', maxWidth: '80ch' }}>
      Each use is recorded in the log, like that of any application: who, which version and which algorithm; never text, digest or
      signature. What stands here is in this window alone, and is taken away when it closes, locks, or nobody does anything for{' '}
      {idleMinutes} minutes.
    </Box>
  </>
);
