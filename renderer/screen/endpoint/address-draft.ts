import * as z from 'zod';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { proofStop } from '../setting/proof-stop.ts';

/** The suffix under which every computer finds itself. */
export const usualSuffix = 'vault.localhost';

/** How the house shall be reached, as it stands in the form. */
export interface AddressDraft {
  readonly port: string;
  readonly where: 'loopback' | 'address';
  readonly address: string;
  readonly names: 'usual' | 'own';
  readonly suffix: string;
  readonly certificate: File | undefined;
  readonly key: File | undefined;
  readonly reason: string;
}

export const draftOf = ({ address, name, own }: Endpoint): AddressDraft => ({
  port: String(name.port),
  where: address === 'loopback' ? 'loopback' : 'address',
  address: address === 'loopback' ? '' : address,
  names: own ? 'own' : 'usual',
  suffix: own ? name.suffix : '',
  certificate: undefined,
  key: undefined,
  reason: '',
});

/** An address that other computers reach has names of one's own. */
export const ownNames = (draft: AddressDraft): boolean => draft.where === 'address' || draft.names === 'own';

/** Whether a new certificate is needed: there is none yet, or it is for another suffix. */
export const needsCertificate = (draft: AddressDraft, endpoint: Endpoint): boolean =>
  ownNames(draft) && (endpoint.own === undefined || draft.suffix.trim() !== endpoint.name.suffix);

const portShape = z.coerce.number().int().min(1).max(65_535);
const addressShape = z.union([z.ipv4(), z.ipv6()]);

/** Why a draft can't be saved yet. */
export function stopOf(draft: AddressDraft, endpoint: Endpoint, passwordLength: number): string | undefined {
  if (!portShape.safeParse(draft.port).success) return 'Give a port from 1 to 65535 first.';
  if (draft.where === 'address' && !addressShape.safeParse(draft.address.trim()).success)
    return 'Give an IP address of this computer first.';
  if (ownNames(draft) && draft.suffix.trim() === '') return 'Give the suffix of your own first.';
  if ((draft.certificate === undefined) !== (draft.key === undefined)) return 'Choose both, the certificate and its private key.';
  if (needsCertificate(draft, endpoint) && !draft.certificate) return 'Choose the certificate and its private key first.';
  if (draft.where === 'loopback') return undefined;
  return proofStop(draft.reason, passwordLength);
}

/** What was chosen, without what is secret. */
export function changeOf(draft: AddressDraft, endpoint: Endpoint): Pick<Input<'EndpointPut'>, 'port' | 'address' | 'suffix' | 'reason'> {
  const suffix = ownNames(draft) ? draft.suffix.trim().toLowerCase() : usualSuffix;
  return {
    port: portShape.parse(draft.port),
    address: draft.where === 'loopback' ? 'loopback' : draft.address.trim(),
    ...(suffix === endpoint.name.suffix ? {} : { suffix }),
    ...(draft.where === 'loopback' ? {} : { reason: draft.reason.trim() }),
  };
}
