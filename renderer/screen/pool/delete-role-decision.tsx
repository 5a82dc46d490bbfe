import { useMutation } from '@tanstack/react-query';
import type { RoleDefinition } from '../../../app/contract/pool.ts';
import { useClient } from '../../api/client-context.tsx';
import { roleDefinitionDelete } from '../../api/pool-query.ts';
import { Decision } from '../../component/decision.tsx';
import { useToast } from '../../component/toast.tsx';

/** Takes a role of a pool's own away, which nobody holds. */
export function DeleteRoleDecision({ pool, role, onClose }: { pool: string; role: RoleDefinition; onClose: () => void }) {
  const say = useToast();
  const remove = useMutation(roleDefinitionDelete(useClient()));
  const done = () => {
    say({ text: `The role ${role.name} is gone.` });
    onClose();
  };
  return (
    <Decision
      open
      title={`Delete the role ${role.name}`}
      verb="Delete role"
      danger
      busy={remove.isPending}
      failure={remove.error}
      onDecide={() => remove.mutate({ vault: pool, id: role.id }, { onSuccess: done })}
      onClose={onClose}
    >
      Nobody holds it in {pool}. Who held it once stays readable, and its name is free again.
    </Decision>
  );
}
