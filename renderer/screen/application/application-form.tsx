import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { errorSentence } from '../../api/error-text.ts';
import { TextField } from '../../component/text-field.tsx';

/** What of an application is written by hand. */
export interface ApplicationDraft {
  readonly name: string;
  readonly description: string;
}

/** What is typed of an application, one that stands or a new one. */
export function useApplicationDraft(application?: Application) {
  const [first] = useState<ApplicationDraft>({ name: application?.name ?? '', description: application?.description ?? '' });
  const [draft, setDraft] = useState(first);
  return {
    draft,
    change: (part: Partial<ApplicationDraft>) => setDraft((before) => ({ ...before, ...part })),
    dirty: draft.name !== first.name || draft.description !== first.description,
  };
}

export const tidyDraft = ({ name, description }: ApplicationDraft): ApplicationDraft => ({
  name: name.trim(),
  description: description.trim(),
});

/** What to say beside the fields: what the contract refuses, and that a name is taken. */
export function problemsOf(found: Readonly<Record<string, string>>, error: unknown, sent: string | undefined, name: string) {
  if (!isVaultError(error, 'NameTaken') || sent !== name.trim()) return found;
  return { ...found, name: errorSentence(error) ?? '' };
}

interface ApplicationFieldsProps {
  form: ReturnType<typeof useApplicationDraft>;
  problems: Readonly<Record<string, string>>;
}

/** Name and purpose of an application. */
export function ApplicationFields({ form: { draft, change }, problems }: ApplicationFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        autoFocus
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        hint="The program that asks, as the log and the lists of access say it."
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
