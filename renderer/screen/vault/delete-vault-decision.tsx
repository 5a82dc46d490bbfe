import { useMutation } from '@tanstack/react-query';
import type { Vault } from '../../../app/contract/vault.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultDelete, vaultRecover } from '../../api/mutation.ts';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { dayText } from '../../component/moment-text.ts';
import { useNow } from '../../component/now.ts';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';

const dayMs = 86_400_000;

interface DeleteVaultDecisionProps {
  vault: Vault;
  onDeleted: () => void;
  onClose: () => void;
}

/** Moves a vault to the recycle bin: one sentence with the day that it is gone for good. */
export function DeleteVaultDecision({ vault, onDeleted, onClose }: DeleteVaultDecisionProps) {
  const client = useClient();
  const say = useToast();
  const remove = useMutation(vaultDelete(client));
  const fail = useFailureToast();
  const recover = useMutation(vaultRecover(client));
  const purgeOn = useNow() + vault.retentionDays * dayMs;
  // By promise: once it is deleted its page is gone, and this dialog with it, and so is the dialog when it is taken back.
  const undo = () => void recover.mutateAsync({ vault: vault.name }).catch(fail);
  const done = () => {
    say({ text: `${vault.name} lies in the recycle bin.`, undo });
    onDeleted();
  };
  const decide = async () => {
    try {
      await remove.mutateAsync({ vault: vault.name });
    } catch {
      // Why it was refused stands in the dialog.
      return;
    }
    done();
  };
  return (
    <Decision
      open
      title={`Delete ${vault.name}`}
      verb="Delete"
      danger
      busy={remove.isPending}
      failure={remove.error}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <span>
        {vault.name} and {vault.secretCount === 0 ? 'all it holds' : `its ${countText(vault.secretCount, 'secret')}`} go to the recycle bin,
        answer nobody from now on, and are destroyed on {dayText(purgeOn)} unless they are recovered before.
      </span>
    </Decision>
  );
}
