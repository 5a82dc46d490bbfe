import { firstMark, lastMark } from './hosts-text.ts';

/**
 * Replaces a file in one step and keeps its mode and owner, where it is as it was read. POSIX sh.
 * What lies where the new content should be may be anything by then, also a link to what only an administrator may read: nobody else
 * sees it until it is known to be what was agreed on.
 * Words: the file, SHA-256 of what it must hold now, where the new content lies, SHA-256 of that.
 */
export const replaceScript = `set -eu
hash() { if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -c1-64; }
draft="$1.strongroom"
given="$1.strongroom-given"
rm -f -- "$draft" "$given"
trap 'rm -f -- "$draft" "$given"' EXIT
umask 077
cat -- "$3" >"$given"
if [ "$(hash "$given")" != "$4" ] || [ "$(hash "$1")" != "$2" ]; then exit 75; fi
cp -p -- "$1" "$draft"
cat -- "$given" >"$draft"
mv -f -- "$draft" "$1"`;

/** For sh: one word, whatever it holds. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** For AppleScript: a text, in which a line may end as it is. */
export const appleQuote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** For PowerShell, to which the curved ones are quotation marks too. */
const powerQuote = (word: string): string => `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** The same in PowerShell, in a process that asks for an administrator. */
export function powerShellReplace(program: string, order: { file: string; before: string; content: string; after: string }): string {
  const { file, before, content, after } = order;
  const script = [
    `$f=${powerQuote(file)}; $c=${powerQuote(content)}; $d="$f.strongroom"; $ErrorActionPreference='Stop'`,
    "function h($x) { -join ([Security.Cryptography.SHA256]::Create().ComputeHash([byte[]]$x) | ForEach-Object { $_.ToString('x2') }) }",
    '$b=[IO.File]::ReadAllBytes($c)',
    `if ((h $b) -ne ${powerQuote(after)} -or (h ([IO.File]::ReadAllBytes($f))) -ne ${powerQuote(before)}) { exit 75 }`,
    '[IO.File]::WriteAllBytes($d, $b)',
    // A bare $null would be an empty path.
    '[IO.File]::Replace($d, $f, [NullString]::Value)',
  ].join('; ');
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const start = `Start-Process -FilePath ${powerQuote(program)} -Verb RunAs -Wait -PassThru -WindowStyle Hidden`;
  return `exit (${start} -ArgumentList '-NoProfile','-EncodedCommand','${encoded}').ExitCode`;
}

/**
 * What a person types to have these lines and no others of ours. Nothing in it needs quoting: names were checked, marks are ours.
 * @param lines sorted
 */
export function handCommand(platform: NodeJS.Platform, file: string, lines: readonly string[]): string {
  const block = lines.length === 0 ? [] : [firstMark, ...lines.toSorted(), lastMark];
  return platform === 'win32' ? powerCommand(file, block) : shellCommand(file, block);
}

function shellCommand(file: string, block: readonly string[]): string {
  const draft = `${file}.strongroom`;
  const keep = `awk "/^${firstMark}/{s=1} !s{print} /^${lastMark}/{s=0}" ${file} > ${draft}`;
  const add = block.length === 0 ? [] : [`printf "%s\\n" ${block.map((line) => `"${line}"`).join(' ')} >> ${draft}`];
  return `sudo sh -c '${[keep, ...add, `cat ${draft} > ${file}`, `rm ${draft}`].join(' && ')}'`;
}

function powerCommand(file: string, block: readonly string[]): string {
  const text = block.map((line) => `${line}\`r\`n`).join('');
  const keep = `(Get-Content -Raw ${powerQuote(file)}) -replace '(?ms)^${firstMark}.*?^${lastMark}\\r?\\n',''`;
  return `Set-Content -NoNewline ${powerQuote(file)} ((${keep}) + "${text}")`;
}
