import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Session } from '../../../app/contract/session.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { KeyMap } from '../../component/key-map.tsx';
import { useNarrow } from '../../component/narrow.ts';
import { useKeptFocus } from '../../component/kept-focus.ts';
import { useShortcut, type ShortcutMap } from '../../component/shortcut.ts';
import { ToastPlace } from '../../component/toast-place.tsx';
import { useLatestUndo } from '../../component/toast.tsx';
import { useAction } from '../action/use-action.ts';
import { useFollowEndpoint } from '../endpoint/use-endpoint.ts';
import { HsmFollow } from '../hsm/hsm-follow.tsx';
import { PaletteField } from '../palette/palette-field.tsx';
import { usePalette } from '../palette/use-palette.tsx';
import { keyGroupsFor } from './key-group.ts';
import { useLeave } from './leave.ts';
import type { Place } from './place.ts';
import { Rail } from './rail.tsx';
import { SealDecision } from './seal-decision.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleStrip } from './title-strip.tsx';
import { usePlaces } from './use-place.ts';

/** What stands around every place of the open house. */
export function Frame() {
  const { data: session } = useQuery(sessionQuery(useClient()));
  if (!session) return null;
  return (
    <HsmFollow>
      <FrameFor session={session} />
    </HsmFollow>
  );
}

function FrameFor({ session }: { session: Session }) {
  const shell = useShell();
  const { railCollapsed, letterKeys = true } = useShellState().preference;
  const narrow = useNarrow();
  const leave = useLeave();
  useFollowEndpoint();
  const [open, setOpen] = useState<'keys' | 'seal'>();
  const places = usePlaces();
  const go = usePlaceKeys(places);
  // `G` and `N` go to a place also where `N` alone adds something.
  useShortcut(go, letterKeys, true);
  const toggleRail = () => shell.setPreference({ railCollapsed: !railCollapsed });
  const undo = useLatestUndo();
  useAction('window.keys', { run: () => setOpen('keys') });
  useAction('window.rail', { run: toggleRail });
  useAction('window.lock', { run: leave.lock });
  useAction('window.seal', { run: () => setOpen('seal') });
  useAction('window.sign-out', { run: leave.signOut });
  useAction('window.undo', { run: () => undo?.(), offered: undo !== undefined });
  const { palette, offer } = usePalette();
  const keyGroups = useMemo(() => keyGroupsFor(places), [places]);
  const close = () => setOpen(undefined);
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <TitleStrip
        session={session}
        onLock={leave.lock}
        onSignOut={leave.signOut}
        onSeal={() => setOpen('seal')}
        onKeyMap={() => setOpen('keys')}
        search={<PaletteField {...offer} />}
      />
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <Rail collapsed={narrow || railCollapsed} />
        <Box component="main" ref={useKeptFocus()} sx={{ flex: 1, minWidth: 0 }}>
          <Outlet />
        </Box>
      </Box>
      <ToastPlace />
      <StatusBar session={session} />
      <KeyMap open={open === 'keys'} groups={keyGroups} onClose={close}>
        <CheckField
          label="Single letters act"
          hint="N, and G with a letter. Turn this off where speech or a stray key would set them off; keys inside a list stay."
          checked={letterKeys}
          onChange={(chosen) => shell.setPreference({ letterKeys: chosen })}
        />
      </KeyMap>
      {palette}
      <SealDecision open={open === 'seal'} busy={leave.sealing} onSeal={leave.seal} onClose={close} />
    </Box>
  );
}

/** `G` and then a letter goes to a place. */
function usePlaceKeys(places: readonly Place[]): ShortcutMap {
  const navigate = useNavigate();
  return useMemo(
    () => Object.fromEntries(places.flatMap(({ key, to }) => (key === undefined ? [] : [[`g ${key}`, () => void navigate({ to })]]))),
    [navigate, places],
  );
}
