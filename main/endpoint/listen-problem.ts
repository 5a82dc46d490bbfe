import type { EndpointProblem } from '../../app/contract/endpoint.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { isErrno } from '../file-error.ts';

/** What stands against listening, of what listening threw; undefined for anything that is not about the place. */
export function listenProblem(error: unknown): EndpointProblem | undefined {
  if (isVaultError(error, 'EndpointUnavailable')) return error.data.reason === 'no-ports' ? undefined : error.data.reason;
  if (!isErrno(error)) return undefined;
  switch (error.code) {
    case 'EADDRINUSE':
      return 'port-in-use';
    case 'EACCES':
    case 'EPERM':
      return 'port-not-allowed';
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return 'address-not-here';
    default:
      return undefined;
  }
}
