import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import type { InputHTMLAttributes } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { resourceGroupQuery } from '../../api/query.ts';
import { Field } from '../../component/field.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { scopeLine, scopeText, tenantScope } from './scope.ts';

/** Every scope that the person sees, from the tenant down; the chosen one and those above it among them. */
function useScopes(value: string): readonly string[] {
  const { vaults = [] } = useVaultList();
  const groups = useQuery(resourceGroupQuery(useClient())).data?.items ?? [];
  const above = value === '' ? [] : scopeLine(value);
  const known = [tenantScope, ...groups.map(({ path }) => path), ...vaults.flatMap(scopesOf)];
  const seen = new Set(known.map((scope) => scope.toLowerCase()));
  return [...known, ...above.filter((scope) => !seen.has(scope.toLowerCase()))].toSorted((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  );
}

/** Roles of a pool can be held for all of its keys alone. */
const scopesOf = ({ resourceId, tier }: Vault): string[] => (tier === 'managed-hsm' ? [resourceId, `${resourceId}/keys`] : [resourceId]);

interface ScopeSelectProps extends InputHTMLAttributes<HTMLSelectElement> {
  value: string;
  onChoose: (scope: string) => void;
}

const indent = (scope: string) => '\u2003'.repeat(scopeLine(scope).length - 1);

/** One of the scopes that the person sees. */
export function ScopeSelect({ value, onChoose, ...control }: ScopeSelectProps) {
  const scopes = useScopes(value);
  const chosen = scopes.find((scope) => scope.toLowerCase() === value.toLowerCase()) ?? value;
  return (
    <NativeSelect
      fullWidth
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      input={<OutlinedInput />}
      inputProps={control}
    >
      {value === '' && <option value="">Choose where</option>}
      {scopes.map((scope) => (
        <option key={scope} value={scope}>
          {indent(scope)}
          {scopeText(scope)}
        </option>
      ))}
    </NativeSelect>
  );
}

interface ScopeFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (scope: string) => void;
}

/** Where something holds: the tenant, a resource group, a vault, or a single secret that one came from. */
export function ScopeField({ label, hint, value, onChange }: ScopeFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => <ScopeSelect {...control} value={value} onChoose={onChange} />}
    </Field>
  );
}
