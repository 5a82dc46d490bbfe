import { RouterProvider } from '@tanstack/react-router';
import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Client } from '../../../renderer/api/client.ts';
import { createHouseRouter } from '../../../renderer/route.tsx';
import { AccessRoom } from '../../../renderer/screen/access/access-room.tsx';
import { ActionRoom } from '../../../renderer/screen/action/action-room.tsx';
import { JobRoom } from '../../../renderer/screen/job/job-room.tsx';
import { dressed } from './dressed.tsx';
import type { Scene } from './scene.ts';
import { aConsole, type ConsoleScene, createConsoleClient } from './scripted-console.ts';

configure({ asyncUtilTimeout: 20_000 });

const nothing = () => undefined;

/** The open house at one of its places, over any engine, and a person in front of it. */
export function openAt(client: Client, at: string) {
  const { Around, queries } = dressed(client);
  const router = createHouseRouter(at);
  const person = userEvent.setup({ delay: null });
  render(
    <Around>
      <AccessRoom onEnded={nothing}>
        <JobRoom>
          <ActionRoom>
            <RouterProvider router={router} />
          </ActionRoom>
        </JobRoom>
      </AccessRoom>
    </Around>,
  );
  return { person, router, queries };
}

/** The same over a scripted console. */
export function openConsole(scene: Scene, at: string, change: Partial<ConsoleScene> = {}) {
  const rest = aConsole(Date.now(), change);
  const client = createConsoleClient(scene, rest);
  return { client, ...openAt(client, at), scene, ...rest };
}
