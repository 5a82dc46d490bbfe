import { useState } from 'react';
import { objectName as keyName } from '../../../app/contract/common.ts';
import type { HsmObject } from '../../../app/contract/key-exchange.ts';
import { Banner } from '../../component/banner.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { NameSearch } from '../../component/name-search.tsx';
import { TextField } from '../../component/text-field.tsx';
import { VaultChooser } from '../vault/vault-chooser.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import type { Choice } from './choice.ts';
import { objectHint, objectName, objectRefusal } from './transfer-text.ts';

/** What was chosen so far, and the fields for it. */
export function useChoice(objects: readonly HsmObject[]) {
  const { vaults = [] } = useVaultList();
  const premium = vaults.filter(({ tier }) => tier !== 'standard');
  const [chosen, setChosen] = useState<HsmObject>();
  const [text, setText] = useState('');
  const [vault, setVault] = useState<string>();
  const [name, setName] = useState('');
  const [keep, setKeep] = useState(false);
  // The list is read again while one chooses: another key may stand at the same place then.
  const at = chosen ? String(objects.indexOf(chosen)) : '';
  const object = objects.find((it) => it === chosen);
  const into = vault ?? premium[0]?.name;
  const isNamed = keyName.safeParse(name.trim()).success;
  const choice: Choice | undefined = object && into !== undefined && isNamed ? { object, vault: into, name: name.trim(), keep } : undefined;
  const words = text.toLowerCase();
  const fields = (changed: () => void) => {
    const after =
      <V,>(set: (value: V) => void) =>
      (value: V) => {
        set(value);
        changed();
      };
    const choices = objects
      .map((it, index) => ({ value: String(index), label: objectName(it), hint: objectHint(it), refused: objectRefusal(it) }))
      .filter(({ label, hint, value }) => value === at || `${label} ${hint}`.toLowerCase().includes(words));
    return (
      <>
        {objects.length > 8 && <NameSearch label="Filter the keys" text={text} onText={setText} />}
        {objects.length === 0 ? (
          <Banner kind="notice">No private or symmetric key is in this token.</Banner>
        ) : (
          <ChoiceField label="Key" choices={choices} value={at} onChange={after((next) => setChosen(objects[Number(next)]))} />
        )}
        {into === undefined ? (
          <Banner kind="notice">No vault has its keys in a token. Make one premium, and choose its token, on the vault’s page.</Banner>
        ) : (
          <VaultChooser vaults={premium} chosen={into} onChoose={after(setVault)} label="Into the vault" />
        )}
        <TextField
          label="Name in the vault"
          mono
          value={name}
          onChange={(event) => after(setName)(event.target.value)}
          hint="1 to 127 letters, digits and hyphens."
          error={name === '' || isNamed ? undefined : 'Only letters, digits and hyphens, at most 127.'}
          inputProps={{ maxLength: 127 }}
        />
        <CheckField
          label="Keep the exchange key"
          hint="One that is made for this is destroyed again, unless more keys are to come."
          checked={keep}
          onChange={setKeep}
        />
      </>
    );
  };
  return { choice, fields };
}
