import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import type { Application } from '../../../app/contract/application.ts';
import { useMay } from '../../api/access-context.ts';
import { FormPanel } from '../../component/form-panel.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { visibleText } from '../../component/visible-text.ts';
import { GrantFields } from '../access/grant-field.tsx';
import { vaultOf } from '../access/scope.ts';
import { useGrant } from '../access/use-grant.ts';
import { proposedRole } from '../access/use-role.ts';
import { useVaultList } from '../vault/use-vault-list.ts';

interface RoleStepProps {
  application: Application;
  way: ReactNode;
  onSkip: () => void;
  onGiven: (made: Assignment) => void;
  onClose: () => void;
}

/** Lets an application read one vault or one secret: what most need, and no more. */
export function RoleStep(props: RoleStepProps) {
  const { vaults } = useVaultList();
  // What is proposed depends on whether there is only one vault, so it waits for that.
  return vaults && <RoleForm {...props} scope={vaults.length === 1 ? (vaults[0]?.resourceId ?? '') : ''} />;
}

function RoleForm({ application, way, scope, onSkip, onGiven, onClose }: RoleStepProps & { scope: string }) {
  const { id, name, home } = application;
  const who = { id, name, kind: 'application' as const, ...(home ? { home: home.tenant } : {}) };
  const form = useGrant({ who, scope, role: proposedRole }, onGiven);
  const may = useUnavailable(useMay({ operation: 'RoleAssignmentCreate', ...vaultOf(form.draft.scope) }), form.stop);
  return (
    <FormPanel
      {...may}
      title={`What ${visibleText(name)} may do`}
      verb="Give the role"
      busy={form.busy}
      dirty={form.dirty}
      others={() => <Button onClick={onSkip}>Skip for now</Button>}
      onClose={onClose}
      onSubmit={() => may.unavailable === undefined && form.grant()}
    >
      {way}
      <GrantFields form={form} settled />
    </FormPanel>
  );
}
