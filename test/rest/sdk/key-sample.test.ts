import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reachByName, type Reached } from '../../../renderer/screen/endpoint/address.ts';
import { credentialVariables, placeholder } from '../../../renderer/screen/endpoint/environment.ts';
import { trustVariables } from '../../../renderer/screen/endpoint/language.ts';
import { keySample } from '../../../renderer/screen/workbench/key-sample.ts';
import type { Argument, SamplePlan } from '../../../renderer/screen/workbench/sample-plan.ts';
import type { Task } from '../../../renderer/screen/workbench/task.ts';
import { aPlan } from '../../support/a-key-plan.ts';
import { type AnApplication, anApplication, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { furnish } from '../../support/sdk-child.ts';
import { machineOf } from './application-ground.ts';

let house: RestHouse;
let user: AnApplication;
let reached: Reached;
let machine: ReturnType<typeof furnish>;

const allOperations = ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'] as const;
const keys = { rsa: { type: 'RSA' }, ec: { type: 'EC', curve: 'P-256' }, oct: { type: 'oct', bits: 256 } } as const;

beforeAll(async () => {
  house = await openRestHouse();
  user = await anApplication(house.page, 'program', [{ role: 'Key Vault Crypto User', scope: house.scopeOf('payroll') }]);
  for (const [name, kind] of Object.entries(keys)) {
    const operations = kind.type === 'EC' ? (['sign', 'verify'] as const) : allOperations;
    await house.page.call('KeyCreate', { vault: 'payroll', name, ...kind, operations: [...operations], enabled: true, tags: {} });
  }
  reached = reachByName(await house.page.call('EndpointGet', {}), 'payroll');
  machine = furnish(machineOf(house));
});

afterAll(async () => {
  await house.close();
  rmSync(machine.folder, { recursive: true, force: true });
});

type Runner = 'JavaScript' | 'curl';

/** Settings as the console gives them, with what the application's owner was shown filled in. */
function settings(language: Runner): Record<string, string> {
  const authority = `${machine.folder}/ca.pem`;
  const variables = [...credentialVariables(reached, user.clientId, 'secret'), ...trustVariables(language, authority)];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value === placeholder.secret ? user.secret : value]));
}

interface Given {
  readonly stdin: string | Uint8Array;
  readonly words?: readonly string[];
}

/** Runs exactly the text that the console shows. @returns its lines */
async function run(language: Runner, plan: SamplePlan, { stdin, words = [] }: Given): Promise<readonly string[]> {
  const code = keySample(plan, language);
  const [command, args] = language === 'curl' ? ['bash', ['-c', code]] : [process.execPath, ['--input-type=module', '--eval', code, '--']];
  // Curl finds such names by itself.
  const { LD_PRELOAD: _preload, ...plain } = machine.env;
  const env = { ...(language === 'curl' ? plain : machine.env), ...settings(language) };
  const child = spawn(command, [...args, 'sample', ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  let said = '';
  let complained = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`${language}: ${complained}\n${code}`);
  return said.trimEnd().split('\n');
}

/** What follows a word at the begin of a line. */
const after = (lines: readonly string[], word: string) => lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1) ?? '';

const letter = 'a letter of £1\n';
const hexKey = '00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef';

const ways: readonly (readonly [there: Runner, back: Runner])[] = [
  ['JavaScript', 'curl'],
  ['curl', 'JavaScript'],
];

type Change = Parameters<typeof aPlan>[2];
const planOf = (key: keyof typeof keys, task: Task, change: Change = {}) => aPlan(reached, task, { name: key, ...change });

it.each(ways)('what %s signs by the text of the console, %s verifies', async (there, back) => {
  const [signature = ''] = await run(there, planOf('ec', { operation: 'sign', algorithm: 'ES256' }), { stdin: letter });
  const verify = planOf('ec', { operation: 'verify', algorithm: 'ES256' }, { input: 'file' });
  expect(await run(back, verify, { stdin: letter, words: [signature] })).toEqual(['true']);
  expect(await run(back, verify, { stdin: 'another', words: [signature] })).toEqual(['false']);
});

it.each(ways)('a digest that %s is given in Base64 is signed as it is, and %s verifies the text in hex', async (there, back) => {
  const digest = createHash('sha512').update(letter).digest('base64');
  const sign = planOf('rsa', { operation: 'sign', algorithm: 'PS512' }, { hash: undefined, input: 'base64', shown: 'hex' });
  const [signature = ''] = await run(there, sign, { stdin: digest });
  const verify = planOf('rsa', { operation: 'verify', algorithm: 'PS512' }, { input: 'hex', form: 'hex' });
  expect(await run(back, verify, { stdin: Buffer.from(letter).toString('hex'), words: [signature] })).toEqual(['true']);
});

it.each(ways)('what %s encrypts by RSA, %s decrypts to the text', async (there, back) => {
  const encrypt = planOf('rsa', { operation: 'encrypt', algorithm: 'RSA-OAEP-256' }, { shown: 'base64' });
  const sealed = await run(there, encrypt, { stdin: letter });
  const decrypt = planOf('rsa', { operation: 'decrypt', algorithm: 'RSA-OAEP-256' }, { input: 'base64', shown: 'text' });
  expect(await run(back, decrypt, { stdin: sealed.join('\n') })).toEqual([letter.trimEnd()]);
});

it.each(ways)('vector, tag and additional data go from %s to %s', async (there, back) => {
  const sealed = await run(there, planOf('oct', { operation: 'encrypt', algorithm: 'A256GCM' }), { stdin: letter, words: ['order 7'] });
  const decrypt = planOf('oct', { operation: 'decrypt', algorithm: 'A256GCM' }, { input: 'base64url', shown: 'hex' });
  const words = [after(sealed, 'iv'), after(sealed, 'tag')];
  const opened = run(back, decrypt, { stdin: sealed[0] ?? '', words: [...words, 'order 7'] });
  expect(await opened).toEqual([Buffer.from(letter).toString('hex')]);
  await expect(run(back, decrypt, { stdin: sealed[0] ?? '', words: [...words, 'order 8'] })).rejects.toThrow(/400|decrypt/i);
});

it.each(ways)('%s encrypts by CBC with a vector of its own, and %s finds the text again', async (there, back) => {
  const words: readonly Argument[] = [{ name: 'initialization', form: 'hex' }];
  const vector = '000102030405060708090a0b0c0d0e0f';
  const encrypt = planOf('oct', { operation: 'encrypt', algorithm: 'A256CBCPAD' }, { words, shown: 'hex' });
  const [sealed = ''] = await run(there, encrypt, { stdin: letter, words: [vector] });
  const decrypt = planOf('oct', { operation: 'decrypt', algorithm: 'A256CBCPAD' }, { words, input: 'hex', shown: 'base64url' });
  expect(await run(back, decrypt, { stdin: sealed, words: [vector] })).toEqual([Buffer.from(letter).toString('base64url')]);
});

it.each(ways)('a key that %s wraps, %s unwraps, by a version that is named', async (there, back) => {
  const { version } = await house.page.call('KeyGet', { vault: 'payroll', name: 'oct' });
  const wrap = planOf('oct', { operation: 'wrapKey', algorithm: 'A256KW' }, { input: 'hex', version });
  const [wrapped = ''] = await run(there, wrap, { stdin: hexKey });
  const unwrap = planOf('oct', { operation: 'unwrapKey', algorithm: 'A256KW' }, { input: 'base64url', shown: 'hex', version });
  expect(await run(back, unwrap, { stdin: wrapped })).toEqual([hexKey]);
});

it.each(['JavaScript', 'curl'] as const)('%s hashes a large input as it comes, and RSNULL pads what it is given', async (language) => {
  const large = new Uint8Array(3_000_000).fill(65);
  const sign = planOf('rsa', { operation: 'sign', algorithm: 'RS256' }, { input: 'file' });
  const digest = createHash('sha256').update(large).digest('base64url');
  const bare = planOf('rsa', { operation: 'sign', algorithm: 'RS256' }, { hash: undefined, input: 'base64url' });
  expect(await run(language, sign, { stdin: large })).toEqual(await run(language, bare, { stdin: digest }));
  const unhashed = planOf('rsa', { operation: 'sign', algorithm: 'RSNULL' }, { input: 'hex' });
  expect((await run(language, unhashed, { stdin: 'c0ffee' }))[0]).toMatch(/^[\w-]{342}$/);
});
