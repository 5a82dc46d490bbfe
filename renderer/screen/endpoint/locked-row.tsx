import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { SettingRow, SettingRows } from '../../component/setting-row.tsx';
import { useChange, useEndpointRight } from './use-change.ts';

/** Whether applications are still served while the window is locked: the administrator's choice. */
export function LockedRow({ endpoint }: { endpoint: Endpoint }) {
  const { put, error, busy } = useChange();
  const serves = endpoint.servesLocked;
  const toggle = () =>
    put(
      endpoint,
      { servesLocked: !serves },
      {
        done: serves ? 'Locking ends serving too.' : 'Applications are served while the window is locked.',
        back: { servesLocked: serves },
      },
    );
  return (
    <>
      <SettingRows>
        <SettingRow
          name="While the window is locked"
          state={serves ? <Meaning kind="notice">still served</Meaning> : 'not served'}
          action={
            <ActionButton {...useEndpointRight()} busy={busy} onClick={toggle}>
              {serves ? 'Stop when locked' : 'Keep serving'}
            </ActionButton>
          }
        >
          {serves
            ? 'Locking ends every session and page; the engine stays open, with its keys, and goes on answering applications. The lock page says so, and has Seal beside it.'
            : 'Locking ends the engine: no program holds a key, and applications get no answer until somebody unlocks the house.'}{' '}
          Sealing stops everything either way.
        </SettingRow>
      </SettingRows>
      <FailureBanner error={error} />
    </>
  );
}
