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

/** What the key is used on. Fields that an operation has no use for stay out of sight, with what was typed into them. */
export function InputPart({ bench, task }: { bench: Workbench; task: Task }) {
  const { drafts, key, digestGiven, drop } = bench;
  const limit = inputLimit(task, key.spec, digestGiven);
  const fields = fieldsOf(task);
  const isSealing = task.operation === 'encrypt' || task.operation === 'wrapKey';
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
      <ByteField
        label="Signature"
        draft={drafts.signature}
        offered={[...digitForms, 'file']}
        hidden={fields.signature === 'none'}
        rows={2}
        onChange={drop}
      />
      <ByteField
        label="Initialization vector"
        draft={drafts.initialization}
        offered={digitForms}
        hidden={fields.initialization === 'none'}
        hint={isSealing ? '16 bytes. Drawn where nothing stands here.' : 'As encrypting gave it.'}
        rows={1}
        onChange={drop}
      />
      <ByteField
        label="Tag"
        draft={drafts.tag}
        offered={digitForms}
        hidden={fields.tag === 'none'}
        hint="16 bytes, as encrypting gave it."
        rows={1}
        onChange={drop}
      />
      <ByteField
        label="Additional data"
        draft={drafts.additional}
        offered={typedForms}
        hidden={fields.additional === 'none'}
        hint={`Isn’t encrypted, but must be the same to decrypt.${isSealing ? ' The initialization vector is drawn for each text.' : ''}`}
        rows={1}
        onChange={drop}
      />
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
