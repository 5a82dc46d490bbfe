import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HsmPlace, TokenName } from '../../../../app/hsm/hsm-host.ts';
import { softHsm } from '../../../support/soft-hsm.ts';
import { aPin, type Ground, nssIn } from './soft-token.ts';

const child = join(import.meta.dirname, 'foreign-child.ts');
const run = promisify(execFile);

interface Foreign {
  readonly kind: 'RSA' | 'EC' | 'AES';
  readonly extractable?: boolean;
  readonly trustedOnly?: boolean;
  readonly library?: 'SoftHSM' | 'NSS';
}

/** A key that another program made in a token whose user's PIN is the usual one. */
export async function aForeignKey(
  { folder, hosts }: Pick<Ground, 'folder' | 'hosts'>,
  token: TokenName,
  { kind, extractable = true, trustedOnly = false, library = 'SoftHSM' }: Foreign,
): Promise<HsmPlace> {
  const object = new Uint8Array(randomBytes(8));
  const place = library === 'NSS' ? nssIn(folder) : { path: softHsm, parameters: '' };
  const id = Buffer.from(object).toString('hex');
  const order = { ...place, label: token.label, pin: '123456', kind, id, extractable, trustedOnly };
  await run(process.execPath, [child, JSON.stringify(order)], {
    env: { PATH: process.env['PATH'], SOFTHSM2_CONF: join(folder, 'softhsm2.conf') },
  });
  // Two programs that sign in at once can keep a token from being seen for a moment.
  await hosts.open(token, aPin());
  return { token, object };
}
