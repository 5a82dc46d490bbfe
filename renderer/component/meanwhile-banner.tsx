import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { VaultError } from '../../app/contract/vault-error.ts';
import { ActionButton } from './action-button.tsx';
import { Banner } from './banner.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { ForeignText } from './foreign-text.tsx';
import { Moment } from './moment.tsx';
import { PropertyDiff } from './property-diff-table.tsx';
import type { Attribute, Described } from './property-diff.ts';

/** One version of what has several. */
interface Version extends Described {
  readonly version: string;
  readonly revision: number;
  readonly current: boolean;
}

interface MeanwhileBannerProps<Of> {
  error: VaultError<'ChangedMeanwhile'>;
  /** What the person saw. */
  seen: Of;
  /** Reads the versions as they are now. */
  read: () => Promise<readonly Of[]>;
  /** Attributes that only such versions have. */
  own: readonly Attribute<Of>[];
  /** Saves over what is there now, which was looked at. */
  onSaveAgain: (now: Of) => void;
}

/** Somebody else was first: who and when, what they changed, and the choice to save over it after looking. */
export function MeanwhileBanner<Of extends Version>({ error: { data }, seen, read, own, onSaveAgain }: MeanwhileBannerProps<Of>) {
  const { now, failure, busy, look } = useLook(seen, read);
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
        {now && <PropertyDiff before={seen} after={now} own={own} titles={['As you saw it', 'As it is now']} />}
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
function useLook<Of extends Version>(seen: Of, read: () => Promise<readonly Of[]>) {
  const [state, setState] = useState<{ now?: Of; failure?: unknown; busy: boolean }>({ busy: false });
  const look = () => {
    setState({ busy: true });
    read().then(
      (items) => {
        const now = items.find((it) => it.version === seen.version && it.revision !== seen.revision) ?? items.find((it) => it.current);
        setState(now ? { now, busy: false } : { busy: false });
      },
      (failure: unknown) => setState({ failure, busy: false }),
    );
  };
  return { now: state.now, failure: state.failure, busy: state.busy, look };
}
