import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Field, type FieldControl } from '../../component/field.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { Meaning } from '../../component/meaning.tsx';
import type { SecretDraft } from './secret-draft.ts';

interface PassphraseFieldProps {
  label: string;
  draft: SecretDraft;
  /** What a browser may think of it. `off` where nothing must remember it. */
  autoComplete: 'off' | 'new-password' | 'current-password';
  error?: string | undefined;
  hint?: ReactNode;
  autoFocus?: boolean;
  /** Readable and focused, but unchangeable, while a call runs. */
  readOnly?: boolean;
  /** Sees the text as it is typed, to judge it; must not keep it. */
  onText?: (text: string) => void;
}

/** What is shown is hidden again as soon as the window loses focus. */
function useShown() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const hide = () => setShown(false);
    window.addEventListener('blur', hide);
    return () => window.removeEventListener('blur', hide);
  }, []);
  return { shown, toggle: () => setShown((it) => !it) };
}

function useCapsLock() {
  const [on, setOn] = useState(false);
  const watch = (event: KeyboardEvent) => setOn(event.getModifierState('CapsLock'));
  return { on, handlers: { onKeyDown: watch, onKeyUp: watch, onBlur: () => setOn(false) } };
}

/** One line for a passphrase or password, with a way to see it and a word about Caps Lock. */
export function PassphraseField({ label, hint, error, ...input }: PassphraseFieldProps) {
  const capsLock = useCapsLock();
  const note = (
    <>
      {hint}
      <div role="status">{capsLock.on && <Meaning kind="warning">Caps Lock is on.</Meaning>}</div>
    </>
  );
  return (
    <Field label={label} error={error} hint={note}>
      {(control) => <SecretInput {...input} label={label} control={control} handlers={capsLock.handlers} />}
    </Field>
  );
}

interface SecretInputProps extends Omit<PassphraseFieldProps, 'hint' | 'error'> {
  control: FieldControl;
  handlers: ReturnType<typeof useCapsLock>['handlers'];
}

function SecretInput({ label, draft, autoComplete, autoFocus = false, readOnly = false, onText, control, handlers }: SecretInputProps) {
  const { shown, toggle } = useShown();
  return (
    <OutlinedInput
      {...handlers}
      fullWidth
      id={control.id}
      type={shown ? 'text' : 'password'}
      error={control['aria-invalid'] === true}
      inputRef={draft.attach}
      autoFocus={autoFocus}
      readOnly={readOnly}
      onChange={(event) => {
        draft.change(event.target.value);
        onText?.(event.target.value);
      }}
      inputProps={{ ...control, autoComplete, spellCheck: false, autoCapitalize: 'off', 'data-1p-ignore': true }}
      endAdornment={
        <InputAdornment position="end">
          <IconAction label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`} edge="end" size="small" onClick={toggle}>
            {shown ? <IconEyeOff /> : <IconEye />}
          </IconAction>
        </InputAdornment>
      }
    />
  );
}
