import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeInstance, newGround, signIn, startEngine, utf8 } from '../support/a-house.ts';
import { createSettableClock } from '../support/settable-clock.ts';

/** A certificate in PEM, of a key that is thrown away, as a person has one made by other tools. */
export function selfSigned(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-certificate-'));
  const file = join(folder, 'certificate.pem');
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem')];
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...key, '-subj', `/CN=${name}`, '-days', '365', '-out', file]);
  if (status !== 0) throw new Error(`no certificate was made: ${String(stderr)}`);
  const pem = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return pem;
}

/** What another organisation, Contoso, offers: two offers of one application, the newer with a certificate more. */
export async function foreignOffers(name: string) {
  // Before the clock of their house stands still: what begins later holds nothing yet.
  const certificates = ['this year', 'next year'].map((label) => ({ label, pem: selfSigned(label) }));
  const engine = await startEngine({ ...newGround(), clock: createSettableClock(Date.now()) });
  const window = engine.window();
  await makeInstance(window, 'Contoso');
  await signIn(window);
  const { id } = await window.call('ApplicationCreate', { name, description: 'Copies what you let it read, every night' });
  const offers: { offer: string; fingerprint: string }[] = [];
  for (const { label, pem } of certificates) {
    await window.call('CredentialCreate', { kind: 'certificate', application: id, label, certificate: utf8(pem) });
    offers.push(await window.call('ApplicationOffer', { id }));
  }
  return offers;
}
