import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyKey, moduleListQuery } from '../../api/key-query.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useIdle } from '../frame/idle.ts';
import { doTask, type Outcome, type Parts } from './do-task.ts';
import { gather, whyNot, type Drafts } from './gather.ts';
import { algorithmOptions, counterpart, operationOptions, taskOf, type Task, type TaskOperation, type TokenSight } from './task.ts';
import { useByteDraft, type ByteDraft } from './use-byte-draft.ts';
import { useRun, type Done, type Hashing } from './use-run.ts';

/** How long what is typed and what came of it stays without anybody there, in minutes. */
export const idleMinutes = 2;

export type Workbench = ReturnType<typeof useWorkbench>;

/** @param versions from new to old, `of` among them */
export function useWorkbench(of: KeyProperties, versions: readonly KeyProperties[]) {
  const drafts = useDrafts();
  const choice = useChoice(of, versions);
  const { key, task, version } = choice;
  const [digestGiven, setDigestGiven] = useState(false);
  const { state, run, drop } = useRun();
  const doWork = useWork(of, drafts, digestGiven);
  const start = (doing: Task, at: string | undefined, known?: Partial<Parts>) =>
    void run((signal, onHashing) => doWork(doing, { version: at, known, signal, onHashing }));
  const empty = () => {
    drop();
    for (const draft of Object.values<ByteDraft>({ ...drafts })) draft.clear();
  };
  const isHeld = state.kind === 'done' || Object.values<ByteDraft>({ ...drafts }).some(({ seen }) => seen.length > 0 || seen.problem);
  // A long file is hashed to its end, with nobody there as well.
  const secondsLeft = useIdle(isHeld && state.kind !== 'busy' ? idleMinutes : undefined, empty);
  /** What is shown holds no longer: something that it came of is another now. */
  const anew =
    <A>(choose: (chosen: A) => void) =>
    (chosen: A) => {
      drop();
      choose(chosen);
    };
  return {
    ...choice,
    chooseVersion: anew(choice.chooseVersion),
    chooseOperation: anew(choice.chooseOperation),
    chooseAlgorithm: anew(choice.chooseAlgorithm),
    drafts,
    digestGiven,
    setDigestGiven: anew(setDigestGiven),
    state,
    drop,
    problem: task ? whyNot(task, drafts, key.spec, digestGiven) : 'Nothing can be tried with this key: see its permitted operations.',
    start: () => task && start(task, version),
    back: useBack(choice, drafts, start),
    secondsLeft: isHeld ? secondsLeft : undefined,
  };
}

function useDrafts(): Drafts {
  const input = useByteDraft('text');
  const signature = useByteDraft('base64url');
  const initialization = useByteDraft('base64url');
  const tag = useByteDraft('base64url');
  const additional = useByteDraft('text');
  return { input, signature, initialization, tag, additional };
}

/** What of the token that a key is in is known; undefined for software keys, and where nobody tried or one may not look. */
function useTokenSight({ protection }: KeyProperties): TokenSight | undefined {
  const isHsm = protection.kind === 'hsm';
  const may = useMay(isHsm ? { operation: 'HsmModuleList' } : undefined);
  const { data } = useQuery({ ...moduleListQuery(useClient()), enabled: isHsm && may.state === 'yes' });
  if (!isHsm) return undefined;
  const token = data?.items.flatMap(({ tokens }) => tokens).find(({ id }) => id === protection.token);
  return token?.ability && { label: visibleText(token.label), algorithms: [...token.ability.native, ...token.ability.composed] };
}

type Choice = ReturnType<typeof useChoice>;

/** Operation, algorithm and version, of what the version's kind, permitted operations and protection allow. */
function useChoice(of: KeyProperties, versions: readonly KeyProperties[]) {
  const [version, setVersion] = useState<string>();
  const [asked, setAsked] = useState<{ readonly operation?: TaskOperation; readonly algorithm?: string }>({});
  const key = versions.find((it) => it.version === version) ?? of;
  const token = useTokenSight(key);
  const operations = operationOptions(key);
  const operation =
    operations.find((it) => it.value === asked.operation && it.refused === undefined) ?? operations.find((it) => !it.refused);
  const algorithms = operation ? algorithmOptions(key, operation.value, token) : [];
  return {
    key,
    versions,
    version,
    chooseVersion: setVersion,
    operations,
    chooseOperation: (next: TaskOperation) => setAsked((before) => ({ ...before, operation: next })),
    algorithms,
    chooseAlgorithm: (next: string) => setAsked((before) => ({ ...before, algorithm: next })),
    task: operation && taskOf(operation.value, algorithms, asked.algorithm),
  };
}

interface Way {
  readonly version: string | undefined;
  readonly known: Partial<Parts> | undefined;
  readonly signal: AbortSignal;
  readonly onHashing: (hashing: Hashing) => void;
}

/** Does a task; when the panel goes, what the log knows of the key is asked for anew. */
function useWork({ vault, name }: KeyProperties, drafts: Drafts, digestGiven: boolean) {
  const client = useClient();
  const queries = useQueryClient();
  const used = useRef(false);
  useEffect(
    () => () => {
      if (used.current) void queries.invalidateQueries({ queryKey: keyKey.use({ vault, name }) });
    },
    [queries, vault, name],
  );
  return async (task: Task, { version, known, signal, onHashing }: Way) => {
    const parts = await gather(task, drafts, { digestGiven, signal, onHashing }, known);
    used.current = true;
    const at = { vault, name, ...(version !== undefined && { version }) };
    return { task, outcome: await doTask(client, { at, task, parts }, { signal }) };
  };
}

/** The version in an id: `/keys/{name}/{version}`. */
const versionOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The way back: verifies what was signed, decrypts what was encrypted, with the very version that did it. */
function useBack(
  { operations, chooseOperation, chooseAlgorithm, chooseVersion }: Choice,
  drafts: Drafts,
  start: (task: Task, version: string, known: Partial<Parts>) => void,
) {
  return {
    /** Why there is no way back from an operation; undefined where there is one. */
    refused: (from: TaskOperation) => operations.find((it) => it.value === counterpart[from])?.refused,
    go: ({ task, outcome }: Done) => {
      const operation = counterpart[task.operation];
      const back = operation && taskOf(operation, [{ value: task.algorithm, refused: undefined }]);
      if (!back || (outcome.kind !== 'signature' && outcome.kind !== 'ciphertext')) return;
      chooseOperation(back.operation);
      chooseAlgorithm(back.algorithm);
      chooseVersion(versionOf(outcome.id));
      start(back, versionOf(outcome.id), carry(drafts, outcome));
    },
  };
}

/** Puts what was made into the fields that the way back reads. @returns the same, as bytes of their own */
function carry(drafts: Drafts, outcome: Outcome): Partial<Parts> {
  if (outcome.kind === 'signature') {
    drafts.signature.put(outcome.value, 'base64url');
    return { signature: outcome.value.slice() };
  }
  if (outcome.kind !== 'ciphertext') return {};
  const { value, initialization, tag } = outcome;
  drafts.input.put(value, 'base64url');
  if (initialization) drafts.initialization.put(initialization, 'base64url');
  if (tag) drafts.tag.put(tag, 'base64url');
  return { value: value.slice(), initialization: initialization?.slice(), tag: tag?.slice() };
}
