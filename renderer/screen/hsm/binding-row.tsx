import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { moduleListQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { SettingRow } from '../../component/setting-row.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';
import { tokenState } from './hsm-text.ts';
import { useHsmChange } from './use-hsm-change.ts';

const none = 'none';

/** The tokens that keys could be made in; undefined for who may not know of them, or while they aren't known. */
function useTokens(): readonly HsmToken[] | undefined {
  const may = useMay({ operation: 'HsmModuleList' });
  const { data } = useQuery({ ...moduleListQuery(useClient()), enabled: may.state === 'yes' });
  return data?.items.flatMap(({ tokens }) => tokens);
}

const isBound = (token: HsmToken, vault: Vault) => token.vaults.some((name) => name.toLowerCase() === vault.name.toLowerCase());

function bindingStop(vault: Vault, tokens: readonly HsmToken[] | undefined): string | undefined {
  if (vault.tier === 'standard') return 'The standard tier keeps keys in software. Make the vault premium first.';
  return tokens?.length === 0 ? 'No token is known. Add a module on the HSM page, and initialise a token, first.' : undefined;
}

/** In which token a vault's HSM keys are made, and the way to choose another. */
export function BindingRow({ vault }: { vault: Vault }) {
  const tokens = useTokens();
  const [choosing, setChoosing] = useState(false);
  const bound = tokens?.find((token) => isBound(token, vault));
  const choose = useAction('vault.bind-token', {
    run: () => setChoosing(true),
    may: useMay({ operation: 'HsmBindingPut', vault: vault.name }),
    unavailable: bindingStop(vault, tokens),
  });
  return (
    <>
      <SettingRow
        name="HSM keys are made in"
        state={bound ? <BoundTo token={bound} /> : tokens ? 'no token' : 'a token that you may not look at, if any'}
        action={<ActionButton {...choose}>Choose token…</ActionButton>}
      >
        {bound ? 'Keys of the types RSA-HSM, EC-HSM and oct-HSM are made in this token, and never leave it.' : unboundText(vault)}
      </SettingRow>
      {choosing && tokens && <BindingDecision vault={vault} bound={bound} tokens={tokens} onClose={() => setChoosing(false)} />}
    </>
  );
}

const unboundText = ({ tier }: Vault): string =>
  tier === 'managed-hsm'
    ? 'Without a token, no key can be made in this pool.'
    : 'Without a token, keys of this vault are kept in software, and HSM types are refused.';

const BoundTo = ({ token }: { token: HsmToken }) => (
  <Meaning kind="hardware">
    <ForeignText>{token.label}</ForeignText>
  </Meaning>
);

interface BindingDecisionProps {
  vault: Vault;
  bound: HsmToken | undefined;
  tokens: readonly HsmToken[];
  onClose: () => void;
}

function BindingDecision({ vault, bound, tokens, onClose }: BindingDecisionProps) {
  const before = bound?.id ?? none;
  const [chosen, setChosen] = useState<string>(before);
  const { change, busy, error } = useHsmChange('HsmBindingPut');
  const label = visibleText(tokens.find(({ id }) => id === chosen)?.label ?? '');
  const done = chosen === none ? `HSM keys of ${vault.name} are made nowhere now.` : `HSM keys of ${vault.name} are made in ${label}.`;
  const choices: readonly Choice<string>[] = [
    { value: none, label: 'No token', hint: 'HSM types are refused.' },
    ...tokens.map(({ id, label: name, serial, state }) => ({
      value: id,
      label: visibleText(name),
      hint: `Serial number ${visibleText(serial)}, ${tokenState[state].word}`,
    })),
  ];
  return (
    <Decision
      title={`Token for HSM keys of ${vault.name}`}
      open
      verb="Choose"
      busy={busy}
      failure={error}
      unavailable={chosen === before ? 'This is how it stands. Choose another.' : undefined}
      onDecide={() => change({ vault: vault.name, token: chosen === none ? null : chosen }, done, onClose)}
      onClose={onClose}
    >
      <span>Keys that are made from now on go there. Those that stand stay where they were made.</span>
      <ChoiceField label="Made in" choices={choices} value={chosen} onChange={setChosen} />
    </Decision>
  );
}
