import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { utf8 } from '../../support/a-house.ts';
import { type AnApplication, type RestHouse } from '../../support/a-rest-house.ts';
import { type Generation, openSdkChild, type SdkChild, type SdkCredential, type SdkMachine } from '../../support/sdk-child.ts';

/** The machine on which applications of a house run. */
export const machineOf = (house: RestHouse, env: Readonly<Record<string, string>> = {}): SdkMachine => ({
  ca: house.ca,
  hosts: [house.hostOf('payroll'), house.hostOf('other'), 'login.localhost'],
  env,
});

export const authorityOf = ({ port }: RestHouse): string => `https://login.localhost:${port}`;

export const configured = (house: RestHouse, { clientId }: AnApplication) => ({
  tenantId: house.tenantId,
  clientId,
  authorityHost: authorityOf(house),
});

/** A program that proves itself by a secret in its settings. */
export function openProgram(
  house: RestHouse,
  application: AnApplication,
  option: { generation: Generation; retries?: number; vault?: string; credential?: SdkCredential; uses?: 'keys' },
): SdkChild {
  const { generation, retries, uses, vault = 'payroll' } = option;
  const credential = option.credential ?? { kind: 'secret', ...configured(house, application), secret: application.secret };
  const vaultUrl = `https://${house.hostOf(vault)}:${house.port}`;
  return openSdkChild(machineOf(house), {
    generation,
    vaultUrl,
    credential,
    ...(retries !== undefined && { retries }),
    ...(uses && { uses }),
  });
}

/** A key and a certificate as anyone makes them. @returns the file that holds both, and the certificate as PEM, which is all that a house is given */
export function makeCertificate(folder: string, name: string): { readonly path: string; readonly certificate: Uint8Array } {
  const fileOf = (ending: string): string => join(folder, `${name}.${ending}`);
  const [key, certificate, path] = [fileOf('key'), fileOf('crt'), fileOf('pem')];
  const words = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    key,
    '-out',
    certificate,
  ];
  const { status, stderr } = spawnSync('openssl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const pem = readFileSync(certificate, 'utf8');
  writeFileSync(path, readFileSync(key, 'utf8') + pem);
  return { path, certificate: utf8(pem) };
}

export const sdkProperties = z.object({
  id: z.string(),
  name: z.string(),
  vaultUrl: z.string(),
  version: z.string().optional(),
  enabled: z.boolean().optional(),
  contentType: z.string().optional(),
  createdOn: z.string(),
  updatedOn: z.string(),
  expiresOn: z.string().optional(),
  notBefore: z.string().optional(),
  recoverableDays: z.number(),
  recoveryLevel: z.string(),
  tags: z.record(z.string(), z.string()).optional(),
});

export const sdkSecret = z.object({ name: z.string(), value: z.string(), properties: sdkProperties });

export const sdkDeleted = z.object({
  name: z.string(),
  recoveryId: z.string(),
  deletedOn: z.string(),
  properties: sdkProperties.extend({ scheduledPurgeDate: z.string() }).partial({ scheduledPurgeDate: true }),
});
