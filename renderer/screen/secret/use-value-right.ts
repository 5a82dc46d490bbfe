import { useMay } from '../../api/access-context.ts';
import type { May } from '../../api/may.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';

/** What the window shows of a value. */
export interface ValueRight {
  /** Whether there are controls for values at all. Who may read none anywhere finds none. */
  readonly shown: boolean;
  readonly may: May;
}

/** Whether the person may read a secret's value. @param secret undefined where none is chosen */
export function useValueRight(secret: { readonly vault: string; readonly name: string } | undefined): ValueRight {
  const may = useMay(secret && { operation: 'SecretGet', vault: secret.vault, name: secret.name });
  const anywhere = useMayAnywhere('SecretGet');
  return { shown: may.state === 'yes' || anywhere.state === 'yes', may };
}

/** The same of everything in a vault. */
export function useVaultValueRight(vault: string): ValueRight {
  const may = useMay({ operation: 'SecretGet', vault });
  const anywhere = useMayAnywhere('SecretGet');
  return { shown: may.state === 'yes' || anywhere.state === 'yes', may };
}
