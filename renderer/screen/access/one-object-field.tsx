import type { ObjectKind } from '../../api/object-name-query.ts';
import { ObjectNameField } from '../../component/object-name-field.tsx';
import { poolOf, vaultOf } from './scope.ts';

interface OneObjectFieldProps {
  scope: string;
  onChange: (scope: string) => void;
}

const oneOf: Readonly<Record<ObjectKind, string>> = { secrets: 'Only one secret', keys: 'Only one key' };

/** Narrows a vault to a single secret or key in it; not there above vaults. A pool holds keys alone. */
export function OneObjectField({ scope, onChange }: OneObjectFieldProps) {
  const { vault } = vaultOf(scope);
  const whole = /^.*\/Microsoft\.KeyVault\/(?:vaults|managedHSMs)\/[^/]+/i.exec(scope)?.[0];
  if (vault === undefined || whole === undefined) return null;
  const [, held = '', one = ''] = scope.slice(whole.length).split('/');
  const isPool = poolOf(scope) !== undefined;
  const everything = isPool ? `${whole}/keys` : whole;
  const field = (kind: ObjectKind) => (
    <ObjectNameField
      kind={kind}
      label={oneOf[kind]}
      aside="optional"
      hint={`Its name: letters, digits and hyphens. Empty: everything in the ${isPool ? 'pool' : 'vault'}.`}
      vault={vault}
      value={held.toLowerCase() === kind ? one : ''}
      onChange={(name) => onChange(name === '' ? everything : `${whole}/${kind}/${name}`)}
    />
  );
  return (
    <>
      {!isPool && field('secrets')}
      {field('keys')}
    </>
  );
}
