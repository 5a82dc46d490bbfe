import { assertMayLend } from '../access/escalation.ts';
import { CredentialCreate, mostCredentialMs } from '../contract/application.ts';
import { toBase64Url } from '../contract/base64url.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { getApplicationRow } from './application.ts';
import { applicationTarget } from './application-target.ts';
import { toCredential } from './application-view.ts';
import { addCredential, hashSecret, isCredentialLeft, listCredentials, type NewCredential } from './credential.ts';

const secretBytes = 32;
/** So much of a secret is shown later, to tell it from others: 18 bits of 256. */
const hintLength = 3;
/** An application needs two while one takes the other's place. */
const mostCredentials = 50;

const refuse = (path: string, problem: string, limit?: number): VaultError =>
  new VaultError('BadParameter', { issues: [{ path, problem, ...(limit !== undefined && { limit }) }] });

/** Gives an application something to sign in with. */
export const createCredential: RoomOperation<typeof CredentialCreate> = {
  at: 'room',
  shape: CredentialCreate,
  needs: { kind: 'action', action: 'microsoft.directory/applications/credentials/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  // The answer may hold a secret, which is kept nowhere.
  repeatable: false,
  fields: {
    application: kept((input) => input.application),
    kind: kept((input) => input.kind),
    label: kept((input) => input.label),
    credential: kept((_input, output) => output?.credential.id),
    thumbprint: kept((input, output) => (input.kind === 'certificate' ? output?.credential.hint : undefined)),
    until: kept((_input, output) => output && new Date(output.credential.until).toISOString()),
  },
  target: (input, tx) => applicationTarget(tx, input.application),
  async run(room, input) {
    const { tx, keyring } = room;
    const application = await getApplicationRow(tx, keyring, input.application);
    // What it proves itself by is its maker's to say.
    if (application.home) throw refuse('application', 'foreign');
    await assertMayLend(room, application.id);
    const { fresh, secret } = input.kind === 'certificate' ? readCertificate(room, input) : drawSecret(room, input);
    await assertRoom(room, fresh);
    const credential = await toCredential(room, await addCredential(tx, keyring, fresh));
    return { credential, ...(secret && { secret }) };
  },
};

interface Fresh {
  readonly fresh: NewCredential;
  /** As it is shown this once. */
  readonly secret: Uint8Array | undefined;
}

type Given<K> = Extract<Input<'CredentialCreate'>, { readonly kind: K }>;

const startOf = ({ time, principal, newId }: Room, { application, label }: Input<'CredentialCreate'>) => ({
  id: newId(),
  applicationId: application,
  label,
  createdOn: time,
  createdBy: principal.id,
});

function drawSecret(room: Room, input: Given<'secret' | 'managed-identity'>): Fresh {
  const { crypto, time } = room;
  if (input.until <= time) throw refuse('until', 'past');
  if (input.until > time + mostCredentialMs) throw refuse('until', 'too_late');
  const drawn = crypto.random(secretBytes);
  const text = toBase64Url(drawn);
  drawn.fill(0);
  const secret = new TextEncoder().encode(text);
  const place = { kind: input.kind, hint: text.slice(0, hintLength), from: time, until: input.until };
  return { fresh: { ...startOf(room, input), ...place, content: hashSecret(crypto, secret) }, secret };
}

/** @throws VaultError CertificateUnfit */
function readCertificate(room: Room, input: Given<'certificate'>): Fresh {
  const { authority, time } = room;
  const { der, thumbprint, from, until } = authority.certificates.read(input.certificate);
  if (until <= time) throw new VaultError('CertificateUnfit', { reason: 'expired' });
  if (from > time) throw new VaultError('CertificateUnfit', { reason: 'not-yet' });
  const place = { kind: input.kind, hint: thumbprint, content: der, from: time, until: Math.min(until, time + mostCredentialMs) };
  return { fresh: { ...startOf(room, input), ...place }, secret: undefined };
}

/** @throws VaultError Conflict where it has this certificate; BadParameter where it has enough */
async function assertRoom({ tx, keyring, time }: Room, { applicationId, kind, hint, label }: NewCredential): Promise<void> {
  const left = (await listCredentials(tx, keyring, [applicationId])).filter((row) => isCredentialLeft(row, time));
  if (kind === 'certificate' && left.some((row) => row.kind === kind && row.hint === hint))
    throw new VaultError('Conflict', { name: label });
  if (left.length >= mostCredentials) throw refuse('application', 'too_many', mostCredentials);
}
