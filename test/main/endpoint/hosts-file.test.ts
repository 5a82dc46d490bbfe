import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { type Asking, createElevation } from '../../../main/endpoint/hosts-elevation.ts';
import { createHostsFile, type Elevation } from '../../../main/endpoint/hosts-file.ts';
import { handCommand, replaceScript } from '../../../main/endpoint/hosts-script.ts';
import { withLines } from '../../../main/endpoint/hosts-text.ts';

const original = '127.0.0.1\tlocalhost\n# caf\u00e9 in another encoding\n::1 ip6-localhost';
const lines = ['127.0.0.1 login.localhost', '127.0.0.1 payroll.vault.localhost'];
const { signal } = new AbortController();

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-hosts-'));
  file = join(folder, 'hosts');
  writeFileSync(file, original, 'latin1');
  chmodSync(file, 0o640);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = (): string => readFileSync(file, 'latin1');

/** An administrator who is asked, and says yes: the same script, run at once. */
const asking: Asking = {
  program: '/bin/sh',
  launch: ({ file: path, before, content: from, after }) => ({
    file: '/bin/sh',
    args: ['-c', replaceScript, 'sh', path, before, from, after],
  }),
};
const nobody: Elevation = { ...createElevation(undefined, process.env, process.platform) };

describe('the system’s hosts file', () => {
  it('gets the lines, keeps its mode, and is as it was when they are taken away', async () => {
    const hosts = createHostsFile({ file, elevation: nobody });
    expect(await hosts.look()).toEqual({ written: [], writable: 'yes' });
    await hosts.put(lines, signal);
    expect(await hosts.look()).toEqual({ written: lines, writable: 'yes' });
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['hosts']);
    await hosts.put([], signal);
    expect(content()).toBe(original);
  });

  it('is not touched where its marks are damaged, or it is not there', async () => {
    const hosts = createHostsFile({ file, elevation: nobody });
    await hosts.put(lines, signal);
    const damaged = content().replace('# Strongroom end', '# end');
    writeFileSync(file, damaged, 'latin1');
    await expect(hosts.look()).rejects.toMatchObject({ code: 'HostsUnavailable', data: { reason: 'changed' } });
    await expect(hosts.put([], signal)).rejects.toMatchObject({ data: { reason: 'changed', command: expect.stringContaining(file) } });
    expect(content()).toBe(damaged);
    rmSync(file);
    await expect(hosts.put(lines, signal)).rejects.toMatchObject({ data: { reason: 'missing' } });
  });

  it.runIf(process.platform !== 'win32')('is written by an administrator’s script as it would be by the house', async () => {
    const elevation = createElevation(asking, process.env, process.platform);
    expect(await elevation.isThere()).toBe(true);
    const after = withLines(original, lines);
    expect(await elevation.write({ file, before: original, after }, signal)).toBe(true);
    expect(content()).toBe(after);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['hosts']);
  });

  it.runIf(process.platform !== 'win32')('is left alone by that script when it changed meanwhile, or what to write did', async () => {
    const after = withLines(original, lines);
    const elevation = createElevation(asking, process.env, process.platform);
    appendFileSync(file, '\n10.0.0.7 intranet\n');
    expect(await elevation.write({ file, before: original, after }, signal)).toBe(false);
    const swapped: Asking = {
      ...asking,
      launch: (order) => {
        writeFileSync(order.content, '6.6.6.6 bank.example\n');
        return asking.launch(order);
      },
    };
    const before = content();
    expect(await createElevation(swapped, process.env, process.platform).write({ file, before, after }, signal)).toBe(false);
    expect(content()).toBe(before);
    expect(readdirSync(folder)).toEqual(['hosts']);
  });

  it('is left alone when the administrator says no, or nobody waits any more', async () => {
    const no: Asking = { program: '/bin/sh', launch: () => ({ file: '/bin/sh', args: ['-c', 'exit 126'] }) };
    const change = { file, before: original, after: withLines(original, lines) };
    expect(await createElevation(no, process.env, process.platform).write(change, signal)).toBe(false);
    const slow: Asking = { program: '/bin/sh', launch: () => ({ file: '/bin/sleep', args: ['60'] }) };
    const giving = new AbortController();
    const written = createElevation(slow, process.env, process.platform).write(change, giving.signal);
    giving.abort();
    await expect(written).rejects.toBeInstanceOf(CancelledError);
    expect(content()).toBe(original);
  });

  it.runIf(process.platform === 'linux')('can be changed by the command that is shown, and back', () => {
    const run = (command: string) => spawnSync('/bin/sh', ['-c', command.replace(/^sudo /, '')], { encoding: 'utf8' });
    expect(run(handCommand('linux', file, lines)).stderr).toBe('');
    expect(createHostsFile({ file, elevation: nobody }).command(lines)).toBe(handCommand('linux', file, lines));
    expect(content()).toBe(`${withLines(`${original}\n`, lines)}`);
    run(handCommand('linux', file, []));
    expect(content()).toBe(`${original}\n`);
  });
});
