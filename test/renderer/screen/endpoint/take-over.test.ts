import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachByAddress, reachByName, vaultOrigin } from '../../../../renderer/screen/endpoint/address.ts';
import { codeSample } from '../../../../renderer/screen/endpoint/code-sample.ts';
import { environmentText, placeholder } from '../../../../renderer/screen/endpoint/environment.ts';
import { languages } from '../../../../renderer/screen/endpoint/language.ts';
import { connection, variablesOf, type ConnectDraft } from '../../../../renderer/screen/endpoint/use-connect.ts';
import { codeReference } from '../../../../renderer/screen/secret/code-reference.ts';
import { anEndpoint } from '../../../support/sample-application.ts';

const byPort = [{ vault: 'payroll', port: 8444 }];
const endpoint = { ...anEndpoint, byPort };
const named = reachByName(endpoint, 'Payroll');
const clientId = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const draft = (change: Partial<ConnectDraft> = {}): ConnectDraft => ({
  application: { clientId, name: 'payroll-worker' },
  vault: 'payroll',
  secret: 'db-password',
  way: 'secret',
  reach: 'name',
  language: 'JavaScript',
  notation: 'bash',
  file: '/etc/strongroom/ca.pem',
  ...change,
});
const settings = (change: Partial<ConnectDraft> = {}) =>
  Object.fromEntries(variablesOf(draft(change), endpoint).map((it) => [it.name, it.value]));

describe('an address', () => {
  it('has the vault’s name in lower case, and no port where that is the usual one', () => {
    expect(vaultOrigin(endpoint.name, 'Payroll')).toBe('https://payroll.vault.localhost:8443');
    expect(vaultOrigin({ ...endpoint.name, port: 443 }, 'payroll')).toBe('https://payroll.vault.localhost');
  });

  it('without names exists only for vaults that have a port', () => {
    expect(reachByAddress(endpoint, 'payroll')).toMatchObject({ vault: 'https://127.0.0.1:8444', authority: 'https://127.0.0.1:8443' });
    expect(reachByAddress(endpoint, 'platform')).toBeUndefined();
  });
});

describe('settings', () => {
  it('let Azure’s libraries find everything in the environment', () => {
    expect(settings()).toEqual({
      AZURE_TENANT_ID: 'adfs',
      AZURE_AUTHORITY_HOST: 'https://login.localhost:8443',
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: placeholder.secret,
      NODE_EXTRA_CA_CERTS: '/etc/strongroom/ca.pem',
    });
    expect(settings({ way: 'certificate' })).toMatchObject({ AZURE_CLIENT_CERTIFICATE_PATH: placeholder.certificate });
    expect(settings({ way: 'managed-identity' })).toEqual({
      IDENTITY_ENDPOINT: 'https://login.localhost:8443/msi/token',
      IDENTITY_HEADER: placeholder.header,
      NODE_EXTRA_CA_CERTS: '/etc/strongroom/ca.pem',
    });
  });

  it('name no authority’s file where the certificate is one’s own', () => {
    const own = { fingerprint: 'f'.repeat(43), until: 1, pools: true };
    expect(variablesOf(draft(), { ...endpoint, own }).map(({ name }) => name)).not.toContain('NODE_EXTRA_CA_CERTS');
  });

  it('go by address where vault and language have one, and by name otherwise', () => {
    expect(settings({ reach: 'address' })).toMatchObject({ AZURE_AUTHORITY_HOST: 'https://127.0.0.1:8443' });
    expect(settings({ reach: 'address', language: 'Java' })).toMatchObject({ AZURE_AUTHORITY_HOST: 'https://login.localhost:8443' });
    expect(settings({ reach: 'address', vault: 'platform' })).toMatchObject({ AZURE_AUTHORITY_HOST: 'https://login.localhost:8443' });
  });

  it('leave to be filled in what only the application’s owner was shown', () => {
    const values = (['secret', 'managed-identity', 'certificate'] as const).flatMap((way) => Object.values(settings({ way })));
    const open = values.filter((value) => !Object.values<string>(placeholder).includes(value));
    expect([...new Set(open)].toSorted()).toEqual(
      ['/etc/strongroom/ca.pem', clientId, 'adfs', 'https://login.localhost:8443', 'https://login.localhost:8443/msi/token'].toSorted(),
    );
  });

  it('mean in bash what they say, whatever is in a path', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('aZ0 \'"`$\\!*~#;&|<>()\t')), minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(text, (value) => {
        const script = `${environmentText([{ name: 'FILE', value }], 'bash')}printf %s "$FILE"`;
        expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout).toBe(value);
      }),
      { numRuns: 25 },
    );
  });

  it('quote for PowerShell and for .env files in their own way', () => {
    const variable = [{ name: 'FILE', value: "/home/o'neil/ca.pem" }];
    expect(environmentText(variable, 'powershell')).toBe("$env:FILE = '/home/o''neil/ca.pem'\n");
    // To PowerShell the curved ones are quotation marks as well.
    expect(environmentText([{ name: 'FILE', value: '/home/o\u2019neil\u2018' }], 'powershell')).toBe(
      "$env:FILE = '/home/o\u2019\u2019neil\u2018\u2018'\n",
    );
    expect(environmentText(variable, 'dotenv')).toBe('FILE="/home/o\'neil/ca.pem"\n');
    expect(environmentText([{ name: 'FILE', value: 'C:\\new\\ca.pem' }], 'dotenv')).toBe("FILE='C:\\new\\ca.pem'\n");
  });
});

/** What a program of the language finds wrong with a text; undefined where it isn't there to ask. */
function faultsOf(command: string, args: readonly string[], input: string): string | undefined {
  const { error, status, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (error && 'code' in error && error.code === 'ENOENT') return undefined;
  return status === 0 ? '' : stderr;
}

describe('code', () => {
  const samples = Object.fromEntries(
    languages.map((language) => [language, codeSample(named, 'db-password', { language, way: 'secret' }) ?? '']),
  );

  it('holds the real address of the secret in every language, and shows no value', () => {
    for (const language of languages) {
      expect(samples[language], language).toContain('https://payroll.vault.localhost:8443');
      expect(samples[language], language).toContain('db-password');
      expect(samples[language], language).not.toMatch(/print(ln|f)?\(value\)|log\(value\)/i);
    }
  });

  it('in JavaScript is a module that parses', () => {
    expect(faultsOf(process.execPath, ['--check', '--input-type=module', '-'], samples['JavaScript'] ?? '')).toBe('');
  });

  it('in Python compiles', () => {
    expect(faultsOf('python3', ['-c', 'import sys; compile(sys.stdin.read(), "sample.py", "exec")'], samples['Python'] ?? '')).toBe('');
  });

  it('for curl is a script that parses, in both ways that it has', () => {
    for (const way of ['secret', 'managed-identity'] as const)
      expect(faultsOf('bash', ['-n'], codeSample(named, 'db-password', { language: 'curl', way }) ?? '')).toBe('');
    expect(codeSample(named, 'db-password', { language: 'curl', way: 'certificate' })).toBeUndefined();
  });

  it('for curl gives no secret to a command by its words', () => {
    const words = samples['curl']?.split('\n').filter((line) => /\$AZURE_CLIENT_SECRET|\$token/.test(line)) ?? [];
    expect(words.length).toBeGreaterThan(0);
    for (const line of words) expect(line).toMatch(/printf (%s|'Authorization: Bearer %s') "\$(AZURE_CLIENT_SECRET|token)" \| curl/);
  });

  it('in Go and Java is a whole program, its brackets in pairs', () => {
    for (const language of ['Go', 'Java'] as const) {
      const code = samples[language] ?? '';
      for (const [open, close] of ['{}', '()']) expect(code.split(open ?? '').length, language).toBe(code.split(close ?? '').length);
    }
    expect(samples['Go']).toMatch(/^package main\n/);
    expect(samples['Java']).toContain('public static void main');
  });

  it('to copy beside a secret is the same, without what makes a program of it', () => {
    for (const language of ['JavaScript', 'Python', '.NET'] as const)
      expect(samples[language]).toContain(codeReference({ vault: named.vault, name: 'db-password' }, language));
  });

  it('waits for a vault and a secret', () => {
    expect(connection(draft({ secret: '' }), endpoint).code).toBeUndefined();
    expect(connection(draft(), endpoint).code).toContain('getSecret');
  });
});
