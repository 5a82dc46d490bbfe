import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import type { VaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { PropertyDiff } from './property-diff-table.tsx';

interface MeanwhileBannerProps {
  error: VaultError<'ChangedMeanwhile'>;
  /** What the person saw. */
  seen: SecretProperties;
  /** Saves over what is there now, which was looked at. */
  onSaveAgain: (now: SecretProperties) => void;
}

/** Somebody else was first: who and when, what they changed, and the choice to save over it after looking. */
export function MeanwhileBanner({ error: { data }, seen, onSaveAgain }: MeanwhileBannerProps) {
  const { now, failure, busy, look } = useLook(seen);
  return (
    <Banner
      kind="warning"
      action={
        now === undefined && (
          <ActionButton onClick={look} busy={busy}>
            Look at the change
          </ActionButton>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <span>
          Not saved: <ForeignText>{data.changedBy}</ForeignText> changed <ForeignText>{data.name}</ForeignText>{' '}
          <Moment time={data.changedOn} />, after you opened it.
        </span>
        <FailureBanner error={failure} />
        {now && <PropertyDiff before={seen} after={now} titles={['As you saw it', 'As it is now']} />}
        {now && (
          <Box>
            <Button color="warning" onClick={() => onSaveAgain(now)}>
              Save mine over it
            </Button>
          </Box>
        )}
      </Box>
    </Banner>
  );
}

/** Reads what is there now: the version that was seen where its attributes are changed, else the current one. */
function useLook(seen: SecretProperties) {
  const client = useClient();
  const [state, setState] = useState<{ now?: SecretProperties; failure?: unknown; busy: boolean }>({ busy: false });
  const look = () => {
    setState({ busy: true });
    client.call('SecretListVersions', { vault: seen.vault, name: seen.name }).then(
      ({ items }) => {
        const now = items.find((it) => it.version === seen.version && it.revision !== seen.revision) ?? items.find((it) => it.current);
        setState(now ? { now, busy: false } : { busy: false });
      },
      (failure: unknown) => setState({ failure, busy: false }),
    );
  };
  return { now: state.now, failure: state.failure, busy: state.busy, look };
}
