import Box from '@mui/material/Box';
import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { pinPad } from '../../api/hsm-reason.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Ask, Asked } from './asked.ts';
import { useHsmChange } from './use-hsm-change.ts';
import { useHsmRight } from './use-hsm-right.ts';
import { useProbe } from './use-probe.ts';

interface TokenActionsProps {
  token: HsmToken;
  module: HsmModule;
  onAsk: Ask;
  probing: boolean;
}

/** Why a token can't be erased or forgotten. */
const keysStop = ({ keyCount }: HsmToken) => (keyCount > 0 ? 'Keys of vaults are in it. Delete and purge them first.' : undefined);

/** Why no PIN can be given to it. */
const padStop = ({ hasPinPad }: HsmToken) => (hasPinPad ? `${pinPad.title} ${pinPad.whatToDo}` : undefined);

/** What can be done with a token as it stands. */
export function TokenActions(props: TokenActionsProps) {
  const { token, onAsk } = props;
  const right = useHsmRight();
  const ask = (what: Exclude<Asked, { what: 'add' | 'remove' | 'init' }>['what']) => () => onAsk({ what, token });
  const free = useHsmRight(keysStop(token));
  const pins = useHsmRight(padStop(token));
  if (token.state === 'absent')
    return (
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <ActionButton {...right} onClick={ask('certify')}>
          Certification…
        </ActionButton>
        <ActionButton {...free} color="error" onClick={ask('forget')}>
          Forget…
        </ActionButton>
      </Box>
    );
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
      {token.state === 'open' ? <OpenActions {...props} /> : <OpenButton token={token} onOpen={ask('open')} />}
      {token.ability && <ActionButton onClick={ask('ability')}>What it can do…</ActionButton>}
      <ActionButton {...right} onClick={ask('certify')}>
        Certification…
      </ActionButton>
      <ActionButton {...pins} onClick={ask('user-pin')}>
        Change user PIN…
      </ActionButton>
      <ActionButton {...pins} onClick={ask('officer-pin')}>
        Change officer PIN…
      </ActionButton>
      <ActionButton {...pins} onClick={ask('reset-pin')}>
        Reset user PIN…
      </ActionButton>
      <EraseButton {...props} />
    </Box>
  );
}

/** Why it can't be opened by its PIN. */
const openStop = (token: HsmToken): string | undefined => {
  const { userPin } = token;
  if (token.hasPinPad) return padStop(token);
  if (userPin === 'locked') return 'The token has locked its user PIN. Its security officer can reset it.';
  return userPin === 'unset' ? 'It has no user PIN yet. Its security officer can set one.' : undefined;
};

function OpenButton({ token, onOpen }: { token: HsmToken; onOpen: () => void }) {
  return (
    <ActionButton {...useHsmRight(openStop(token))} variant="contained" color="primary" onClick={onOpen}>
      Open…
    </ActionButton>
  );
}

function OpenActions({ token, probing, onAsk }: TokenActionsProps) {
  const right = useHsmRight();
  const probe = useProbe();
  const { change, busy, error } = useHsmChange('HsmTokenClose');
  return (
    <>
      <ActionButton
        {...right}
        busy={busy}
        onClick={() => change({ token: token.id }, `${visibleText(token.label)} is closed, and its PIN forgotten.`)}
      >
        Close
      </ActionButton>
      <ActionButton {...right} busy={probing} onClick={() => probe.start(token.id)}>
        {token.ability ? 'Try again what it can do' : 'Try what it can do'}
      </ActionButton>
      <ActionButton {...right} onClick={() => onAsk({ what: 'transfer', token })}>
        Move a key out…
      </ActionButton>
      <FailureBanner error={error} />
    </>
  );
}

function EraseButton({ token, module, onAsk }: TokenActionsProps) {
  const { slot } = token;
  const free = useHsmRight(keysStop(token) ?? padStop(token));
  if (slot === undefined) return null;
  return (
    <ActionButton {...free} color="error" onClick={() => onAsk({ what: 'init', place: { module, slot, token } })}>
      Erase…
    </ActionButton>
  );
}
