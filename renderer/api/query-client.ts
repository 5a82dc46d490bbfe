import { QueryClient } from '@tanstack/react-query';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { Shell } from './shell.ts';

/** Longest wait for an allowance before the person is told instead, in milliseconds. */
const mostPatienceMs = 5000;

/**
 * The window's cache of what the engine answered. It lives in memory only and never holds a value, passphrase or share.
 * Reads are recorded in the log, so nothing is read again unasked: not on focus, not on reconnect.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The engine is no network: being offline must not hold a question back.
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 2 && waitOf(error) <= mostPatienceMs,
        retryDelay: (_failures, error) => waitOf(error),
      },
      // A finished mutation keeps its variables until it is collected.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
}

/** Drops everything that was read as soon as the engine is gone. @returns a function that stops it */
export const clearOnDeparture = (queries: QueryClient, shell: Shell): (() => void) =>
  shell.subscribe(() => {
    if (shell.state().departure) queries.clear();
  });

/** Milliseconds after which asking again makes sense: only throttling passes by itself. */
function waitOf(error: unknown): number {
  return isVaultError(error, 'Throttled') ? Math.max(0, error.data.retryOn - Date.now()) : Infinity;
}
