import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useSecretAction } from './use-secret-action.tsx';

/** Offers the actions of the active row of a list, whose detail is not open. Shows nothing but the dialogs that they open. */
export function SecretActions({ secret }: { secret: SecretProperties | undefined }) {
  return useSecretAction(secret).dialog;
}
