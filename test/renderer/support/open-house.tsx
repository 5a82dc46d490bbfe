import { configure, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Client } from '../../../renderer/api/client.ts';
import { House } from '../../../renderer/house.tsx';
import { dressed } from './dressed.tsx';
import type { Scene } from './scene.ts';
import { createScriptedClient } from './scripted-client.ts';

// Opening the whole window takes a slow machine a while.
configure({ asyncUtilTimeout: 10_000 });

/** The whole window over a scripted engine, and a person in front of it. */
export function openHouse(scene: Scene) {
  const client = createScriptedClient(scene);
  return { ...openWindow(client), client, scene };
}

/** The whole window over any engine, and a person in front of it. */
export function openWindow(client: Client) {
  const { Around, shell, queries, depart } = dressed(client);
  const person = userEvent.setup({ delay: null });
  const view = render(
    <Around>
      <House />
    </Around>,
  );
  const goTo = async (place: string) => person.click(await screen.findByRole('link', { name: place }));
  return { shell, queries, depart, person, goTo, view };
}

/** Writes into a field in one go. */
export const fill = (field: Element, value: string) => fireEvent.change(field, { target: { value } });
