import { Navigate, useParams } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { CreateKeyPanel } from './create-key-panel.tsx';
import { ImportKeyPanel } from './import-key-panel.tsx';
import { KeyDetail } from './key-detail.tsx';
import { KeyPage } from './key-page.tsx';
import { MakeByokPanel } from './make-byok-panel.tsx';
import { useAddKey } from './use-add-key.ts';
import { useKeyAction } from './use-key-action.tsx';
import { nameKey, useKeyPlace, type KeyName } from './use-key-place.ts';

/** Every key that one may see, over all vaults, the chosen one beside them. */
export function KeyScreen() {
  const { vault, name } = useParams({ strict: false });
  // A vault alone is a list that is narrowed to it.
  if (vault !== undefined && name === undefined) return <Navigate to="/keys" search={{ vault }} replace />;
  return <KeyRoom />;
}

function KeyRoom() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const place = useKeyPlace();
  const { open, openKey, close: leave } = place;
  const [by, setBy] = useState<OpenBy>('enter');
  const [active, setActive] = useState<KeyHit>();
  const table = useRef<TableHandle>(null);
  const adding = useAddKey(place.place);
  const close = useCallback(() => {
    leave();
    table.current?.focus();
  }, [leave]);
  const openBy = (key: KeyName, how: OpenBy) => {
    setBy(how);
    openKey(key);
  };
  const added = (key: KeyName) => {
    adding.stop();
    openBy(key, 'enter');
  };
  return (
    <>
      {!open && <RowActions active={active} />}
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={<KeyPage place={place} table={table} onOpen={openBy} onClose={close} onActive={setActive} ways={adding.ways} />}
        detail={
          open && (
            <KeyDetail
              key={nameKey(open)}
              of={open}
              listed={active && nameKey(active) === nameKey(open) ? active : undefined}
              takesFocus={by === 'enter'}
              onClose={close}
            />
          )
        }
      />
      {adding.open === 'create' && <CreateKeyPanel vault={place.asked.vault} onClose={adding.stop} onCreated={added} />}
      {adding.open === 'byok' && <MakeByokPanel onClose={adding.stop} />}
      {adding.open === 'import' && <ImportKeyPanel vault={place.asked.vault} onClose={adding.stop} onImported={added} />}
    </>
  );
}

/** Offers the actions of the active row, whose detail is not open. Shows nothing but the dialogs that they open. */
function RowActions({ active }: { active: KeyHit | undefined }) {
  return useKeyAction(active).dialog;
}
