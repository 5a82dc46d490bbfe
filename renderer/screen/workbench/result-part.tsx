import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconArrowBackUp, IconCopy, IconDownload } from '@tabler/icons-react';
import { useCallback, type ReactNode } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { CodeBlock } from '../../component/code-block.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { useCopyValue } from '../../component/held-copy.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { IntoSight } from '../../component/into-sight.tsx';
import { Late } from '../../component/late.tsx';
import { Progress } from '../../component/progress.tsx';
import { saveFile } from '../../component/save-file.ts';
import { ValueBar } from '../../component/value-bar.tsx';
import { versionText } from '../key/key-text.ts';
import { sizeText } from '../secret/size-text.ts';
import { FormChoice } from './byte-field.tsx';
import { isText, writeBytes, type ShownForm } from './byte-form.ts';
import type { Outcome } from './do-task.ts';
import type { Task } from './task.ts';
import type { Done } from './use-run.ts';
import type { Workbench } from './use-workbench.ts';

/** In which form results are shown: what is no secret, and what was decrypted. */
export interface ResultForm {
  readonly form: ShownForm;
  readonly choose: (form: ShownForm) => void;
}

interface ResultPartProps {
  bench: Workbench;
  made: ResultForm;
  opened: ResultForm;
}

/** Work that is under way is spoken of once it is noticeable. */
const lateMs = 1000;

/** What came of it, or why nothing did. */
export function ResultPart({ bench, made, opened }: ResultPartProps) {
  const { state, drop } = bench;
  switch (state.kind) {
    case 'idle':
      return null;
    case 'busy':
      return (
        <Late afterMs={lateMs}>
          <Box sx={{ display: 'flex', gap: 4, alignItems: 'flex-end' }}>
            <Box sx={{ flex: 1 }}>
              <Progress
                label={state.hashing ? 'Hashing the file, in MiB' : 'Working'}
                done={state.hashing && mebibytes(state.hashing.done)}
                total={state.hashing && mebibytes(state.hashing.total)}
              />
            </Box>
            <Button onClick={drop}>Cancel</Button>
          </Box>
        </Late>
      );
    case 'failed':
      return <IntoSight>{state.error instanceof DOMException ? <Unread /> : <FailureBanner error={state.error} />}</IntoSight>;
    case 'done':
      return (
        <IntoSight>
          <Result bench={bench} done={state.done} made={made} opened={opened} />
        </IntoSight>
      );
  }
}

const mebibytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);

const Unread = () => <Banner kind="danger">The file can’t be read any more: it was moved, changed or closed. Choose it again.</Banner>;

const title: Readonly<Record<Outcome['kind'], string>> = {
  signature: 'Signature',
  verdict: 'Verdict',
  ciphertext: 'Ciphertext',
  plaintext: 'Decrypted',
};

function Result({ bench, done, made, opened }: ResultPartProps & { done: Done }) {
  const { task, outcome } = done;
  return (
    <Box component="section" aria-label="Result" sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Box role="status" sx={{ typography: 'h3', color: 'text.secondary' }}>
        {outcome.kind === 'plaintext' && task.operation === 'unwrapKey' ? 'Unwrapped' : title[outcome.kind]} by {task.algorithm}, version{' '}
        <Box component="span" sx={{ typography: 'mono' }}>
          {versionText(outcome.id.slice(outcome.id.lastIndexOf('/') + 1))}
        </Box>
      </Box>
      {outcome.kind === 'verdict' && <Verdict valid={outcome.valid} />}
      {outcome.kind === 'plaintext' && <Opened name={bench.key.name} value={outcome.value} shown={opened} />}
      {(outcome.kind === 'signature' || outcome.kind === 'ciphertext') && (
        <Made name={bench.key.name} outcome={outcome} shown={made}>
          <BackButton bench={bench} done={done} />
        </Made>
      )}
    </Box>
  );
}

const Verdict = ({ valid }: { valid: boolean }) => (
  <Banner kind={valid ? 'ok' : 'danger'}>
    <Box sx={{ fontWeight: 600 }}>{valid ? 'Valid' : 'Not valid'}</Box>
    <Box sx={{ color: 'text.secondary' }}>
      {valid
        ? 'This key made the signature over exactly this.'
        : 'It isn’t this key’s signature over this: key version, algorithm, input or signature are others.'}
    </Box>
  </Banner>
);

interface MadeProps {
  name: string;
  outcome: Extract<Outcome, { kind: 'signature' | 'ciphertext' }>;
  shown: ResultForm;
  children: ReactNode;
}

const madeForms = ['base64url', 'base64', 'hex'] as const;

/** What is no secret: a signature, or what only the key opens. */
function Made({ name, outcome, shown, children }: MadeProps) {
  const form = madeForms.find((it) => it === shown.form) ?? 'base64url';
  const parts = outcome.kind === 'ciphertext' ? outcome : undefined;
  return (
    <>
      <FormChoice of="result" form={form} offered={madeForms} onChoose={shown.choose} />
      <CodeBlock label={title[outcome.kind]} code={writeBytes(outcome.value, form)} copy={`Copy ${outcome.kind}`} />
      {parts?.initialization && (
        <FactList>
          <Fact name="Vector">
            <IdChip what="initialization vector" value={writeBytes(parts.initialization, form)} most={64} />
          </Fact>
          {parts.tag && (
            <Fact name="Tag">
              <IdChip what="tag" value={writeBytes(parts.tag, form)} most={64} />
            </Fact>
          )}
        </FactList>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {children}
        <SaveButton fileName={`${name}-${outcome.kind}.bin`} value={outcome.value} />
      </Box>
    </>
  );
}

const backWord: Readonly<Record<Task['operation'], string>> = {
  sign: 'Verify this',
  encrypt: 'Decrypt this',
  wrapKey: 'Unwrap this',
  verify: '',
  decrypt: '',
  unwrapKey: '',
};

/** One press: what was made goes where it is checked or opened, and that is done. */
function BackButton({ bench: { back }, done }: { bench: Workbench; done: Done }) {
  const refused = back.refused(done.task.operation);
  return (
    <ActionButton
      startIcon={<IconArrowBackUp />}
      unavailable={refused && `Not with this key: ${refused}.`}
      onClick={() => back.go(done)}
      variant="contained"
      color="primary"
    >
      {backWord[done.task.operation]}
    </ActionButton>
  );
}

const SaveButton = ({ fileName, value }: { fileName: string; value: Uint8Array }) => (
  <Button startIcon={<IconDownload />} onClick={() => saveFile(fileName, [new Uint8Array(value)], 'application/octet-stream')}>
    Save as a file
  </Button>
);

const digits = ['hex', 'base64', 'base64url'] as const;

/** What was decrypted, behind its mask. */
function Opened({ name, value, shown }: { name: string; value: Uint8Array; shown: ResultForm }) {
  const copy = useCopyValue();
  const isUtf8 = isText(value);
  const offered: readonly ShownForm[] = isUtf8 ? ['text', ...digits] : digits;
  const form = offered.includes(shown.form) ? shown.form : 'base64url';
  const load = useCallback(async () => new TextEncoder().encode(writeBytes(value, form)), [value, form]);
  return (
    <>
      <FormChoice of="result" form={form} offered={offered} onChoose={shown.choose} />
      <ValueBar label="What was decrypted" facts={sizeText(value.length)} load={load}>
        <Button startIcon={<IconCopy />} onClick={() => void copy(`what ${name} decrypted`, load)}>
          Copy
        </Button>
      </ValueBar>
      {!isUtf8 && <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>It isn’t text in UTF-8.</Box>}
      <Box>
        <SaveButton fileName={`${name}-plaintext.bin`} value={value} />
      </Box>
    </>
  );
}
