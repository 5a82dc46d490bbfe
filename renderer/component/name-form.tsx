import { useState } from 'react';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { errorSentence } from '../api/error-text.ts';
import { TextField } from './text-field.tsx';

/** What of a group or an application is written by hand. */
export interface NameDraft {
  readonly name: string;
  readonly description: string;
}

/** What is typed of a thing, one that stands or a new one. */
export function useNameDraft(standing?: NameDraft) {
  const [first] = useState<NameDraft>({ name: standing?.name ?? '', description: standing?.description ?? '' });
  const [draft, setDraft] = useState(first);
  return {
    draft,
    change: (part: Partial<NameDraft>) => setDraft((before) => ({ ...before, ...part })),
    dirty: draft.name !== first.name || draft.description !== first.description,
  };
}

export const tidyDraft = ({ name, description }: NameDraft): NameDraft => ({
  name: name.trim(),
  description: description.trim(),
});

/** What to say beside the fields: what the contract refuses, and that a name is taken. */
export function problemsOf(found: Readonly<Record<string, string>>, error: unknown, sent: string | undefined, name: string) {
  if (!isVaultError(error, 'NameTaken') || sent !== name.trim()) return found;
  return { ...found, name: errorSentence(error) ?? '' };
}

interface NameFieldsProps {
  form: ReturnType<typeof useNameDraft>;
  /** What the name is read by. */
  hint: string;
  problems: Readonly<Record<string, string>>;
}

/** Name and purpose. */
export function NameFields({ form: { draft, change }, hint, problems }: NameFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        autoFocus
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        hint={hint}
        error={problems['name']}
        inputProps={{ maxLength: 100 }}
      />
      <TextField
        label="What it is for"
        aside="optional"
        multiline
        minRows={3}
        value={draft.description}
        onChange={(event) => change({ description: event.target.value })}
        error={problems['description']}
        inputProps={{ maxLength: 500 }}
      />
    </>
  );
}
