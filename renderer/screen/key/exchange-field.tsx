import { CheckField } from '../../component/check-field.tsx';
import { isExchange, usualOperations } from './key-text.ts';
import type { useKeyForm } from './use-key-form.ts';

/** Whether a new RSA key of a token is for bringing other keys in. Not there for any other. */
export function ExchangeField({ form: { draft, change } }: { form: ReturnType<typeof useKeyForm> }) {
  if (!draft.hsm || draft.spec.family !== 'RSA') return null;
  return (
    <CheckField
      label="Key exchange key"
      hint="Brings keys of other HSMs into this vault, wrapped, and may do nothing else."
      checked={isExchange(draft.operations)}
      onChange={(on) => change(on ? { operations: ['import'], release: undefined } : { operations: usualOperations('RSA') })}
    />
  );
}
