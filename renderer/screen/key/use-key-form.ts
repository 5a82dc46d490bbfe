import { useState } from 'react';
import type { CallName } from '../../../app/contract/operation.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { checkInput } from '../../component/form-check.ts';
import { attributeProblems } from './key-attribute-panel.tsx';
import type { KeyDraft } from './key-draft.ts';
import { releaseProblem } from './release-draft.ts';
import { useKeyName } from './use-key-name.ts';
import { usePools } from '../vault/use-pool.ts';

type Adding = Extract<CallName, 'KeyCreate' | 'KeyImport'>;

/** What the form for a new key holds, what is wrong with it, and what its name means in the vault. */
export function useKeyForm(start: KeyDraft, vault: string) {
  const [said, setDraft] = useState(start);
  const isPool = usePools()(vault);
  // A pool holds keys of an HSM alone.
  const draft = isPool && !said.hsm ? { ...said, hsm: true } : said;
  const [tried, setTried] = useState(false);
  const change = (part: Partial<KeyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const named = useKeyName(vault, draft.name.trim());
  /** Whether it may be sent; what stands against it is shown from then on. */
  const isReady = (operation: Adding, input: unknown) => {
    setTried(true);
    return (
      named.deleted === undefined &&
      Object.keys({ ...checkInput(operation, input), ...attributeProblems(draft) }).length === 0 &&
      (draft.release === undefined || releaseProblem(draft.release) === undefined)
    );
  };
  const problemsOf = (operation: Adding, input: unknown, error: unknown): Readonly<Record<string, string>> =>
    tried ? { ...fieldErrors(error, operation), ...checkInput(operation, input), ...attributeProblems(draft) } : {};
  return { draft, change, named, expect: named.standing?.version ?? 'absent', isReady, problemsOf, tried, dirty: said !== start };
}
