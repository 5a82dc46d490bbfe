import { Navigate, useParams } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ListDetail } from '../../component/list-detail.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { AddSecretPanel, useAdding } from './add-secret.tsx';
import { SecretActions } from './secret-actions.tsx';
import { SecretDetail } from './secret-detail.tsx';
import { SecretPage } from './secret-page.tsx';
import { SecretPanel } from './secret-panel.tsx';
import { hitKey } from './use-secret-page.ts';
import { useSecretPlace } from './use-secret-place.ts';

/** Every secret that one may see, over all vaults, the chosen one beside them. */
export function SecretScreen() {
  const { vault, name } = useParams({ strict: false });
  // A vault alone is a list that is narrowed to it.
  if (vault !== undefined && name === undefined) return <Navigate to="/secrets" search={{ vault: [vault] }} replace />;
  return <SecretRoom />;
}

function SecretRoom() {
  const shell = useShell();
  const { detailPercent } = useShellState().preference;
  const place = useSecretPlace();
  const { open, openSecret } = place;
  const [by, setBy] = useState<OpenBy>('enter');
  const [active, setActive] = useState<SecretHit>();
  const table = useRef<TableHandle>(null);
  const adding = useAdding(place.place.create === true);
  const { close: leave } = place;
  const close = useCallback(() => {
    leave();
    table.current?.focus();
  }, [leave]);
  const openBy = (secret: { readonly vault: string; readonly name: string }, how: OpenBy) => {
    setBy(how);
    openSecret(secret);
  };
  const listed = active && open && hitKey(active) === hitKey(open) ? active : undefined;
  return (
    <>
      {!open && <SecretActions secret={active} />}
      <ListDetail
        percent={detailPercent}
        onPercent={(percent) => shell.setPreference({ detailPercent: percent })}
        list={<SecretPage place={place} table={table} onOpen={openBy} onClose={close} onActive={setActive} add={adding.offer} />}
        detail={
          open && (
            <SecretDetail
              key={hitKey(open)}
              vault={open.vault}
              name={open.name}
              listed={listed}
              takesFocus={by === 'enter'}
              onClose={close}
            />
          )
        }
      />
      <AddingPanel
        adding={adding}
        vaults={place.asked.query.vault}
        onSaved={(secret) => {
          adding.stop();
          openBy(secret, 'enter');
        }}
      />
    </>
  );
}

interface AddingPanelProps {
  adding: ReturnType<typeof useAdding>;
  /** The vaults that the list is narrowed to. */
  vaults: readonly string[] | undefined;
  onSaved: (secret: SecretProperties) => void;
}

/** The panel for a new secret, or for a new version of one. */
function AddingPanel({ adding: { state, stop }, vaults, onSaved }: AddingPanelProps) {
  if (!state) return null;
  if (state.last) return <SecretPanel vault={state.last.vault} last={state.last} onClose={stop} onSaved={onSaved} />;
  return <AddSecretPanel vaults={vaults} onClose={stop} onAdded={onSaved} />;
}
