import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useHsmChange } from './use-hsm-change.ts';

/** Takes a module out of the house; its tokens stay as they are. */
export function RemoveModuleDecision({ module, onClose }: { module: HsmModule; onClose: () => void }) {
  const { change, busy, error } = useHsmChange('HsmModuleRemove');
  const name = visibleText(module.name);
  const keys = module.tokens.reduce((sum, { keyCount }) => sum + keyCount, 0);
  return (
    <Decision
      title={`Remove ${name}`}
      open
      verb="Remove module"
      danger
      typeName={keys > 0 ? name : undefined}
      busy={busy}
      failure={error}
      onDecide={() => change({ id: module.id }, `${name} was removed.`, onClose)}
      onClose={onClose}
    >
      <span>
        Its process ends, and its tokens are signed out of. Nothing in them is erased.
        {keys > 0 && ` ${countText(keys, 'key')} of vaults can’t be used until the module is added again.`}
      </span>
    </Decision>
  );
}

/** Takes a token out of the list that is not plugged in any more. */
export function ForgetTokenDecision({ token, onClose }: { token: HsmToken; onClose: () => void }) {
  const { change, busy, error } = useHsmChange('HsmTokenForget');
  const label = visibleText(token.label);
  return (
    <Decision
      title={`Forget ${label}`}
      open
      verb="Forget token"
      busy={busy}
      failure={error}
      onDecide={() => change({ token: token.id }, `${label} is forgotten.`, onClose)}
      onClose={onClose}
    >
      What is known of it goes: what it can do, its certification, a kept PIN. When it is plugged in again, it is a new one.
    </Decision>
  );
}
