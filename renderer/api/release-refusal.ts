import type { ErrorData } from '../../app/contract/vault-error.ts';

type Refused = ErrorData<'ReleaseRefused'>;
/** What happened, and what to do. */
type Told = readonly [title: string, whatToDo: string];

const trustIt = 'Add the authority, or its new keys, under Settings, Attestation.';

const told: Readonly<Record<Refused['reason'], (authority: string) => Told>> = {
  fixed: () => ['This key isn’t released: it isn’t exportable.', 'Only keys that were made with a release policy can leave.'],
  unreadable: () => ['Nothing was released: what should attest the environment can’t be read.', 'Ask for a new attestation token.'],
  issuer: (who) => [`Nothing was released: this house doesn’t trust ${who}.`, trustIt],
  signature: (who) => [`Nothing was released: ${who} didn’t sign this with a key that this house knows.`, trustIt],
  expired: () => ['Nothing was released: the attestation has ended, or hasn’t begun.', 'Ask for a new one, and check both clocks.'],
  policy: (who) => [
    `Nothing was released: what ${who} attests doesn’t meet the release policy.`,
    'Compare the environment’s claims with the policy.',
  ],
  target: () => [
    'Nothing was released: the attestation names no one RSA key to encrypt for.',
    'The environment has to give one of 2,048 bits at least.',
  ],
};

/** Why a key isn’t released, in words. */
export const releaseRefusal = ({ reason, authority = 'the authority' }: Refused): Told => told[reason](authority);
