// First: schemas are made while the imports below run.
import './no-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../app/contract/bridge.ts';
import { ClientContext } from './api/client-context.tsx';
import { connect, type Connection } from './api/connection.ts';
import { createQueryClient } from './api/query-client.ts';
import { ShellContext, useShellState } from './api/shell-context.tsx';
import { ToastRoom } from './component/toast-room.tsx';
import { House } from './house.tsx';
import './theme/font.ts';
import { HouseTheme } from './theme/house-theme.tsx';

function Dressed() {
  const { preference } = useShellState();
  return (
    <HouseTheme appearance={preference.appearance}>
      <ToastRoom>
        <House />
      </ToastRoom>
    </HouseTheme>
  );
}

function Window({ client, shell }: Connection) {
  return (
    <ShellContext value={shell}>
      <ClientContext value={client}>
        <Dressed />
      </ClientContext>
    </ShellContext>
  );
}

/** The page belongs to a shell: opened by anything else it stays empty. */
function open(bridge: Bridge | undefined, room: Element | null): void {
  if (!bridge || !room) return;
  createRoot(room).render(
    <QueryClientProvider client={createQueryClient()}>
      <Window {...connect(bridge)} />
    </QueryClientProvider>,
  );
}

open(window.strongroom, document.querySelector('#root'));
