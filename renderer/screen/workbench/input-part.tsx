import { digestBytesOf, hashOf } from '../../../app/contract/key-algorithm.ts';
import { CheckField } from '../../component/check-field.tsx';
import { ByteField } from './byte-field.tsx';
import { fieldsOf, inputLimit } from './gather.ts';
import { lengthProblem } from './limit.ts';
import { isSigning, type Task, type TaskOperation } from './task.ts';
import type { Workbench } from './use-workbench.ts';

const inputWord: Readonly<Record<TaskOperation, string>> = {
  sign: 'What is signed',
  verify: 'What was signed',
  encrypt: 'Text to encrypt',
  decrypt: 'Ciphertext',
  wrapKey: 'Key to wrap',
  unwrapKey: 'Wrapped key',
};

const typedForms = ['text', 'hex', 'base64', 'base64url'] as const;
const digitForms = ['base64url', 'base64', 'hex'] as const;

/** What can stand beside the input. */
const beside = [
  { name: 'signature', label: 'Signature', offered: [...digitForms, 'file'], rows: 2 },
  { name: 'initialization', label: 'Initialization vector', offered: digitForms, rows: 1 },
  { name: 'tag', label: 'Tag', offered: digitForms, rows: 1 },
  { name: 'additional', label: 'Additional data', offered: typedForms, rows: 1 },
] as const;

/** @param isSealing whether something is encrypted, and not decrypted */
function hintOf(name: (typeof beside)[number]['name'], isSealing: boolean): string | undefined {
  switch (name) {
    case 'signature':
      return undefined;
    case 'initialization':
      return isSealing ? '16 bytes. Drawn where nothing stands here.' : 'As encrypting gave it.';
    case 'tag':
      return '16 bytes, as encrypting gave it.';
    case 'additional':
      return `Isn’t encrypted, but must be the same to decrypt.${isSealing ? ' The initialization vector is drawn for each text.' : ''}`;
  }
}

/** What the key is used on. Fields that an operation has no use for stay out of sight, with what was typed into them. */
export function InputPart({ bench, task }: { bench: Workbench; task: Task }) {
  const { drafts, key, digestGiven, drop } = bench;
  const limit = inputLimit(task, key.spec, digestGiven);
  const fields = fieldsOf(task);
  return (
    <>
      <ByteField
        label={isSigning(task) && digestGiven && hashOf(task.algorithm) ? 'Digest' : inputWord[task.operation]}
        draft={drafts.input}
        hint={limit.hint}
        problem={lengthProblem(drafts.input.seen.length, limit)}
        onChange={drop}
      />
      <DigestChoice bench={bench} task={task} />
      {beside.map(({ name, ...rest }) => (
        <ByteField
          key={name}
          {...rest}
          draft={drafts[name]}
          hidden={fields[name] === 'none'}
          hint={hintOf(name, task.operation === 'encrypt' || task.operation === 'wrapKey')}
          onChange={drop}
        />
      ))}
    </>
  );
}

/** Whether the input is hashed here, or is a digest already. */
function DigestChoice({ bench: { digestGiven, setDigestGiven }, task }: { bench: Workbench; task: Task }) {
  const hash = isSigning(task) ? hashOf(task.algorithm) : undefined;
  if (!isSigning(task) || !hash) return null;
  return (
    <CheckField
      label="This is the digest already"
      hint={`${digestBytesOf(task.algorithm)} bytes of ${hash}. Otherwise it is hashed in this window.`}
      checked={digestGiven}
      onChange={setDigestGiven}
    />
  );
}
