import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as fc from 'fast-check';
import { type Asking, askingOf, createElevation, type Order } from '../../../main/endpoint/hosts-elevation.ts';
import { withLines } from '../../../main/endpoint/hosts-text.ts';

const original = '127.0.0.1\tlocalhost\n';
const after = withLines(original, ['127.0.0.1 payroll.vault.localhost']);
const { signal } = new AbortController();
/** A name of a folder as somebody may have one who means no good, or none as usual. */
const hostile = `it's "$(touch pwned)" \`touch pwned\` ; touch pwned & \\ ’‘ %TEMP% $HOME\n-rf`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'strongroom-elevation-')), hostile);
  mkdirSync(folder);
  file = join(folder, 'hosts');
  writeFileSync(file, original);
  chmodSync(file, 0o644);
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const change = () => ({ file, before: original, after });
const systemOf = (platform: NodeJS.Platform): Asking => {
  const asking = askingOf(platform);
  if (!asking) throw new Error(`${platform} asks nobody`);
  return asking;
};
const orderOf = (change: Partial<Order> = {}): Order => ({ file, content: join(folder, 'new'), before: 'b', after: 'a', ...change });

/** In the place of pkexec(1): an administrator who says yes. As there nothing of the environment comes along. */
function standIn(): string {
  const path = join(folder, 'pkexec');
  writeFileSync(path, '#!/bin/sh\nexec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"\n', { mode: 0o755 });
  return path;
}

/** What a program is told to do on a system, done by that program or one in its place. */
const consenting = (asking: Asking, place: string): Asking => ({
  program: place,
  launch: (order) => ({ ...asking.launch(order), file: place }),
});

describe.runIf(process.platform === 'linux')('on Linux', () => {
  const elevation = () => createElevation(consenting(systemOf('linux'), standIn()), process.env, 'linux');

  it('the file is written by what pkexec is told, wherever it lies', async () => {
    expect(systemOf('linux').launch(orderOf()).file).toBe('/usr/bin/pkexec');
    expect(await elevation().write(change(), signal)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(statSync(file).mode & 0o777).toBe(0o644);
    expect(readdirSync(folder).toSorted()).toEqual(['hosts', 'pkexec']);
  });

  it('what was put in the place of the content is not shown to anybody, and not written', async () => {
    const secret = join(folder, 'shadow');
    writeFileSync(secret, 'root:secret', { mode: 0o600 });
    const modes = join(folder, 'modes');
    const place = standIn();
    const swapped: Asking = {
      program: place,
      launch(order) {
        rmSync(order.content);
        symlinkSync(secret, order.content);
        const [sh = '', flag = '', script = '', , ...words] = systemOf('linux').launch(order).args;
        // Notes the rights of each file that is compared, while it lies there.
        const noting = script.replace('hash() {', 'hash() { stat -c %a -- "$1" >>"$0"; ');
        return { file: place, args: [sh, flag, noting, modes, ...words] };
      },
    };
    expect(await createElevation(swapped, process.env, 'linux').write(change(), signal)).toBe(false);
    expect(readFileSync(modes, 'utf8')).toBe('600\n');
    expect(readFileSync(file, 'utf8')).toBe(original);
    expect(readdirSync(folder).filter((name) => name.startsWith('hosts'))).toEqual(['hosts']);
  });
});

describe.runIf(process.platform === 'linux')('on a Mac', () => {
  /** The command in the script that osascript is given, as AppleScript reads its text. */
  function commandOf(order: Order): string {
    const { file: program, args } = systemOf('darwin').launch(order);
    expect([program, args[0], args.length]).toEqual(['/usr/bin/osascript', '-e', 2]);
    const [, quoted = ''] = /^do shell script "((?:[^"\\]|\\["\\])*)" with administrator privileges$/.exec(args[1] ?? '') ?? [];
    return quoted.replace(/\\(["\\])/g, '$1');
  }

  it('the file is written by the command that its shell is told, wherever it lies', async () => {
    const asking: Asking = { program: '/bin/sh', launch: (order) => ({ file: '/bin/sh', args: ['-c', commandOf(order)] }) };
    expect(await createElevation(asking, process.env, 'darwin').write(change(), signal)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(readdirSync(folder)).toEqual(['hosts']);
  });

  it('every name is one word of that command', () => {
    const path = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(path, path, (first, second) => {
        const command = commandOf(orderOf({ file: first, content: second }));
        const { stdout } = spawnSync('/bin/sh', ['-c', `set -- ${command}; printf '%s\\0' "$5" "$7"`], { encoding: 'utf8' });
        expect(stdout).toBe(`${first}\0${second}\0`);
      }),
      { numRuns: 30 },
    );
  });
});

describe('on Windows', () => {
  /** What PowerShell reads where a text in single quotation marks begins, of which it knows five. */
  function readQuoted(script: string, start: string): string {
    const rest = script.slice(script.indexOf(start) + start.length);
    const [, quoted = ''] = /^'((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)'(?!['\u2018-\u201b])/.exec(rest) ?? [];
    return quoted.replace(/([\u2018-\u201b'])['\u2018-\u201b]/g, '$1');
  }
  const launched = (order: Order): string => systemOf('win32').launch(order).args.at(-1) ?? '';
  const scriptOf = (order: Order): string => {
    const [, encoded = ''] = /-ArgumentList '-NoProfile','-EncodedCommand','([A-Za-z0-9+/=]+)'\)\.ExitCode$/.exec(launched(order)) ?? [];
    return Buffer.from(encoded, 'base64').toString('utf16le');
  };

  it('every name is one text of the script, whatever it holds', () => {
    const mark = fc.constantFrom("'", '\u2018', '\u2019', '\u201a', '\u201b', '"', '$', '`', ';', ' ', 'a');
    const path = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(mark).map((marks) => marks.join('')),
    );
    fc.assert(
      fc.property(path, path, (first, second) => {
        const script = scriptOf(orderOf({ file: first, content: second }));
        expect([readQuoted(script, '$f='), readQuoted(script, '; $c=')]).toEqual([first, second]);
      }),
    );
  });

  it('what is told to the first PowerShell holds nothing of any name', () => {
    expect(launched(orderOf({ file: hostile })).replace(/'[A-Za-z0-9+/=]+'\)\.ExitCode$/, '')).not.toContain('touch');
    expect(launched(orderOf())).not.toContain('"');
  });

  it('what is written is read once, and is what was agreed on', () => {
    const script = scriptOf(orderOf({ before: 'b'.repeat(64), after: 'a'.repeat(64) }));
    expect(script.match(/\(\$c\)/g)).toHaveLength(1);
    expect(script).toContain(`(h $b) -ne '${'a'.repeat(64)}' -or (h ([IO.File]::ReadAllBytes($f))) -ne '${'b'.repeat(64)}') { exit 75 }`);
    expect(script.indexOf('exit 75')).toBeLessThan(script.indexOf('WriteAllBytes'));
  });
});
