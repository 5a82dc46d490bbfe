import Box from '@mui/material/Box';
import { IconCpu, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { HsmModule } from '../../../app/contract/hsm.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { EmptyState } from '../../component/empty-state.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { useKeptFocus } from '../../component/kept-focus.ts';
import { Page } from '../../component/page.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { useAction, type ActionProps } from '../action/use-action.ts';
import type { Asked } from './asked.ts';
import { FoundList } from './found-list.tsx';
import { HsmDialog } from './hsm-dialog.tsx';
import { ownProcess } from './hsm-text.ts';
import { ModuleCard } from './module-card.tsx';
import { useFollowedHsm } from './use-hsm.ts';
import { useHsmMay } from './use-hsm-right.ts';
import { useTokenAction } from './use-token-action.ts';

/** What was asked for over the page; `add` stands in the address too, so that others lead to it. */
function useAsked() {
  const navigate = useNavigate();
  const { create = false } = useSearch({ from: '/hsm' });
  const [asked, setAsked] = useState<Asked | undefined>(create ? { what: 'add' } : undefined);
  const [led, setLed] = useState(create);
  if (led !== create) {
    setLed(create);
    if (create) setAsked({ what: 'add' });
  }
  const close = () => {
    setAsked(undefined);
    if (create) void navigate({ to: '/hsm', search: {}, replace: true });
  };
  return { asked, ask: setAsked, close };
}

/** What keeps keys in hardware: libraries that speak to it, their tokens, and how they stand. */
export function HsmScreen() {
  const { modules, error, stopped, retry } = useFollowedHsm();
  const { asked, ask, close } = useAsked();
  const room = useKeptFocus();
  const add = useAction('hsm.add-module', { run: () => ask({ what: 'add' }), may: useHsmMay() });
  useTokenAction(modules ?? [], ask);
  return (
    <Page title="HSM" actions={modules && modules.length > 0 && <AddButton {...add} />}>
      <Box ref={room} sx={{ display: 'flex', flexDirection: 'column', gap: 4, pt: 2 }}>
        <FailureBanner error={stopped} />
        {error && !modules && <FailureState error={error} onRetry={retry} />}
        {!modules && !error && <RowSkeleton rows={4} />}
        {modules?.length === 0 && <NoModules add={add} />}
        {modules?.map((module: HsmModule) => (
          <ModuleCard key={module.id} module={module} onAsk={ask} />
        ))}
      </Box>
      {asked && <HsmDialog asked={asked} onClose={close} />}
    </Page>
  );
}

function AddButton(add: ActionProps) {
  return (
    <ActionButton {...add} startIcon={<IconPlus />}>
      Add module
    </ActionButton>
  );
}

function NoModules({ add }: { add: ActionProps }) {
  return (
    <>
      <EmptyState
        icon={<IconCpu />}
        title="No hardware keeps keys yet"
        actions={
          <ActionButton {...add} variant="contained" color="primary">
            Add by path…
          </ActionButton>
        }
      >
        A hardware security module makes keys and works with them, and never gives them away. Its maker ships a library, a PKCS #11 module,
        that speaks to it. {ownProcess} Vaults keep their keys in software until a token is there.
      </EmptyState>
      <Box sx={{ px: 4 }}>
        <FoundList />
      </Box>
    </>
  );
}
