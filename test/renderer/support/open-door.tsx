import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { House } from '../../../renderer/house.tsx';
import { createDoorClient, type DoorScene } from './door-client.ts';
import { dressed } from './dressed.tsx';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

/** Shows a scene and waits for its page. @param title the page's heading */
export async function openDoor(scene: DoorScene, title: string | RegExp, page: ReactNode = <House />) {
  const client = createDoorClient(scene);
  const { Around, shell, queries } = dressed(client, {});
  const rendered = render(<Around>{page}</Around>);
  await screen.findByRole('heading', { name: title });
  return { client, shell, queries, page: rendered, user: userEvent.setup({ delay: null }) };
}
