import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Preference } from '../../../app/contract/bridge.ts';
import { defaultPreference } from '../../../app/contract/bridge.ts';
import { ClientContext } from '../../../renderer/api/client-context.tsx';
import type { Client } from '../../../renderer/api/client.ts';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import { ShellContext, useShellState } from '../../../renderer/api/shell-context.tsx';
import { createShell } from '../../../renderer/api/shell.ts';
import { ToastRoom } from '../../../renderer/component/toast-room.tsx';
import { HouseTheme } from '../../../renderer/theme/house-theme.tsx';

/** Everything that stands around a screen, with a scripted engine and a shell that only remembers. */
export function dressed(client: Client, preference: Partial<Preference> = {}) {
  const { shell, receive, depart } = createShell(() => undefined);
  receive({ kind: 'welcome', preference: { ...defaultPreference, ...preference } });
  const queries = createQueryClient();
  const Around = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <ShellContext value={shell}>
        <ClientContext value={client}>
          <Dress>{children}</Dress>
        </ClientContext>
      </ShellContext>
    </QueryClientProvider>
  );
  return { Around, shell, queries, depart };
}

function Dress({ children }: { children: ReactNode }) {
  const { preference } = useShellState();
  return (
    <HouseTheme appearance={preference.appearance}>
      <ToastRoom>{children}</ToastRoom>
    </HouseTheme>
  );
}
