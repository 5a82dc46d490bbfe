import { createContext, useContext } from 'react';
import type { Client } from './client.ts';

/** The way to the engine, for everything under the provider. */
export const ClientContext = createContext<Client | undefined>(undefined);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside ClientContext');
  return client;
}
