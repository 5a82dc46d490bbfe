import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  defaultParseSearch,
  RouterProvider,
} from '@tanstack/react-router';
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect } from 'vitest';
import { ActionRoom } from '../../../../renderer/screen/action/action-room.tsx';
import { IntegrityScreen } from '../../../../renderer/screen/integrity/integrity-screen.tsx';
import { JobRoom } from '../../../../renderer/screen/job/job-room.tsx';
import { JobStatus } from '../../../../renderer/screen/job/job-status.tsx';
import { logPlace } from '../../../../renderer/screen/log/log-place.ts';
import { LogScreen } from '../../../../renderer/screen/log/log-screen.tsx';
import { createDoorClient, type DoorScene } from '../../support/door-client.ts';
import { dressed } from '../../support/dressed.tsx';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

/** The log alone, at one of its places, with what goes on at the foot of the window, and a person in front of it. */
export async function openLog(scene: DoorScene, at = '/log') {
  const client = createDoorClient(scene);
  const { Around, shell, queries } = dressed(client);
  const root = createRootRoute();
  const log = createRoute({ getParentRoute: () => root, path: '/log', component: LogScreen, validateSearch: logPlace });
  const integrity = createRoute({ getParentRoute: () => root, path: '/integrity', component: IntegrityScreen });
  const router = createRouter({
    routeTree: root.addChildren([log, integrity]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  const person = userEvent.setup({ delay: null });
  render(
    <Around>
      <JobRoom>
        <ActionRoom>
          <RouterProvider router={router as never} />
          <JobStatus />
        </ActionRoom>
      </JobRoom>
    </Around>,
  );
  await screen.findByRole('heading', { name: 'Log', level: 1 });
  const place = () => logPlace.parse(defaultParseSearch(router.state.location.searchStr));
  return { client, shell, queries, person, place };
}

/** Writes into a field in one go. */
export const fill = (field: Element, value: string) => fireEvent.change(field, { target: { value } });

/** The rows of the list that are drawn. */
export const rows = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1);
export const textAt = (index: number) => rows()[index]?.textContent ?? '';
export const settled = () => waitFor(() => expect(rows().length).toBeGreaterThan(3));
