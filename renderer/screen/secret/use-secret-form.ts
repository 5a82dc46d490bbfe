import { useMutation } from '@tanstack/react-query';
import { useMemo, useState, type SyntheticEvent } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { mostValueBytes, type Generation, type SecretProperties } from '../../../app/contract/secret.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { decodeText } from '../../api/decode-text.ts';
import { errorText } from '../../api/error-text.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { secretSet } from '../../api/mutation.ts';
import { dateProblem } from '../../component/attribute-draft.ts';
import { contractResolver } from '../../component/form-check.ts';
import { tagProblem } from '../../component/tag-editor.tsx';
import { useToast } from '../../component/toast.tsx';
import { usualGeneration } from './generation.ts';
import { toSecretDraft, toSecretSet, valueProblem, type SecretDraft } from './secret-draft.ts';
import { useBaseValue } from './use-base-value.ts';
import { useNameWatch } from './use-name-watch.ts';
import { useValueDraft } from './value-draft.ts';

interface SecretFormDeps {
  vault: string;
  last: SecretProperties | undefined;
  onSaved: (secret: SecretProperties) => void;
}

export type SecretForm = ReturnType<typeof useSecretForm>;

/** The state of the form for a secret. Values are in it only where an old and a new one are shown beside each other. */
export function useSecretForm({ vault, last, onSaved }: SecretFormDeps) {
  const form = useSecretDraft(vault, last);
  const [name, contentType] = useWatch({ control: form.control, name: ['name', 'contentType'] });
  const watch = useNameWatch(vault, name.trim(), last === undefined);
  const source = useValueSource(contentType);
  const { value, base, rules } = source;
  const seen = last ?? watch.standing;
  const { error, isPending, send } = useSend({ vault, form, source, seen, onSaved });
  const save = (expect: string) =>
    form.handleSubmit(
      (draft) => (check(form, draft, source) && source.looked() ? send(draft, expect) : undefined),
      () => source.refuse(source.problem()),
    )();
  return {
    ...source,
    form,
    contentType,
    watch,
    seen,
    error,
    busy: isPending,
    dirty: form.formState.isDirty || value.sizeBytes > 0 || rules !== undefined,
    verb: verbOf({ seen: seen !== undefined, review: source.review !== undefined, edits: base.loaded && !rules, meant: source.meant }),
    editCurrent: () => last && base.load(last, value.start),
    saveOver: (now: SecretProperties) => void save(now.version),
    submit: (event: SyntheticEvent) => {
      event.preventDefault();
      void save(seen?.version ?? 'absent');
    },
  };
}

/** Where the value comes from, and what of it must still be looked at before it is saved. */
function useValueSource(contentType: string) {
  const value = useValueDraft(contentType);
  const base = useBaseValue();
  const [rules, setRules] = useState<Generation>();
  const [valueError, refuse] = useState<string>();
  /** The problem of form was told, and is meant. */
  const [meant, setMeant] = useState(false);
  const [review, setReview] = useState<{ before: string; after: string }>();
  /** A problem of form, then what changes. @returns whether all was seen */
  const looked = (): boolean => {
    if (rules) return true;
    if (value.problem && !meant) {
      setMeant(true);
      value.goTo(value.problem);
      return false;
    }
    if (!base.loaded || review) return true;
    const bytes = value.take();
    setReview({ before: base.text(), after: decodeText(bytes) });
    bytes.fill(0);
    return false;
  };
  return {
    value,
    base,
    rules,
    setRules,
    valueError,
    refuse,
    review,
    looked,
    meant: meant && value.problem !== undefined && !rules,
    problem: () => (rules ? undefined : valueProblem(value.sizeBytes, mostValueBytes)),
    backToForm: () => setReview(undefined),
    typed: () => {
      refuse(undefined);
      setMeant(false);
    },
    choose: (from: 'write' | 'draw') => {
      setRules(from === 'draw' ? { ...usualGeneration.password, classes: [...usualGeneration.password.classes] } : undefined);
      value.clear();
    },
  };
}
type ValueSource = ReturnType<typeof useValueSource>;

/** @returns whether everything can be sent as it stands */
function check(form: UseFormReturn<SecretDraft>, draft: SecretDraft, source: ValueSource): boolean {
  const ofValue = source.problem();
  const ofTags = tagProblem(draft.tags);
  const ofDates = dateProblem(draft, 'secret');
  source.refuse(ofValue);
  if (ofTags !== undefined) form.setError('tags', { message: ofTags });
  if (ofDates !== undefined) form.setError('expires', { message: ofDates });
  return (ofValue ?? ofTags ?? ofDates) === undefined;
}

interface SendDeps {
  readonly vault: string;
  readonly form: UseFormReturn<SecretDraft>;
  readonly source: ValueSource;
  readonly seen: SecretProperties | undefined;
  readonly onSaved: (secret: SecretProperties) => void;
}

function useSend({ vault, form, source, seen, onSaved }: SendDeps) {
  const say = useToast();
  const { mutateAsync, error, isPending } = useMutation(secretSet(useClient()));
  const refuse = (why: unknown) => {
    source.backToForm();
    const taken = isVaultError(why, 'ObjectIsDeletedButRecoverable') ? errorText(why) : undefined;
    if (taken) form.setError('name', { message: `${taken.title} ${taken.whatToDo}` }, { shouldFocus: true });
    const { value: ofValue, ...others } = fieldErrors(why, 'SecretSet');
    source.refuse(ofValue);
    for (const field of fields) if (others[field] !== undefined) form.setError(field, { message: others[field] });
  };
  const send = async (draft: SecretDraft, expect: string) => {
    const from = source.rules ? { generate: source.rules } : { value: source.value.take() };
    await mutateAsync({ ...toSecretSet(draft, vault, from), expect }).then((saved) => {
      source.value.clear();
      source.backToForm();
      say({ text: seen ? `New version of ${saved.name} saved.` : `${saved.name} added to ${saved.vault}.` });
      onSaved(saved);
    }, refuse);
  };
  return { error, isPending, send };
}

const fields = ['name', 'contentType', 'notBefore', 'expires', 'tags'] as const;

interface Standing {
  readonly seen: boolean;
  readonly review: boolean;
  readonly edits: boolean;
  readonly meant: boolean;
}

function verbOf({ seen, review, edits, meant }: Standing): string {
  if (edits && !review) return meant ? 'Review all the same' : 'Review changes';
  if (meant && !review) return 'Save all the same';
  return seen ? 'Save new version' : 'Add secret';
}

function useSecretDraft(vault: string, last: SecretProperties | undefined) {
  // The value is checked apart from the form: what a form holds stays in its state.
  const resolver = useMemo(
    () =>
      contractResolver<SecretDraft, 'SecretSet'>(
        'SecretSet',
        (draft) => toSecretSet(draft, vault, { value: new Uint8Array(0) }),
        (path) => path.split('.')[0] ?? path,
      ),
    [vault],
  );
  return useForm<SecretDraft>({ defaultValues: toSecretDraft(last), resolver });
}
