import { SecretNameField } from '../../component/secret-name-field.tsx';
import { vaultOf } from './scope.ts';

interface OneSecretFieldProps {
  scope: string;
  onChange: (scope: string) => void;
}

/** Narrows a vault to a single secret in it; not there above vaults and at keys. */
export function OneSecretField({ scope, onChange }: OneSecretFieldProps) {
  const { vault, name = '' } = vaultOf(scope);
  if (vault === undefined || /\/keys\//i.test(scope)) return null;
  const whole = scope.replace(/\/secrets\/[^/]*$/i, '');
  return (
    <SecretNameField
      label="Only one secret"
      aside="optional"
      hint="Its name: letters, digits and hyphens. Empty: everything in the vault."
      vault={vault}
      value={name}
      onChange={(next) => onChange(next === '' ? whole : `${whole}/secrets/${next}`)}
    />
  );
}
