import { decodeBase32 } from '../../app/seal/base32.ts';
import { cut, type Sentinel } from './pattern.ts';
import { readMemory } from './process-memory.ts';
import { processesOf } from './process-scan.ts';

const group = '[0-9A-HJKMNP-TV-Z]{4}';
const written = new RegExp(`(?:${group}-){17}${group}`, 'g');
const writtenChars = 18 * 5 - 1;

/**
 * The recovery shares that a page holds, read from its memory: asking the page for them would send them through the browser, and
 * leave them there.
 */
export function findShares(uid: number): string[] {
  const found = new Set<string>();
  for (const { pid, role } of processesOf(uid)) {
    if (role !== 'page') continue;
    for (const { bytes } of readMemory(pid, writtenChars)) {
      for (const [share] of bytes.toString('latin1').matchAll(written)) found.add(share);
    }
  }
  return [...found];
}

/** Groups of a share, and bytes of what it says, that name set, threshold and number: they are no secret. */
const publicGroups = 4;
const publicBytes = 10;
/** Where the part ends and the checksum begins. */
const partEnd = 41;

/** Shares as they are written, typed in small letters, without hyphens, and as the bytes that they stand for. */
export function sentinelOfShares(name: string, shares: readonly string[]): Sentinel {
  const pieces = shares.flatMap((share) => {
    const digits = new TextEncoder().encode(share.replaceAll('-', ''));
    const secret = share.split('-').slice(publicGroups);
    const texts = [secret.join('-'), secret.join('')].flatMap((text) => [text, text.toLowerCase()]);
    const part = decodeBase32(digits)?.slice(publicBytes, partEnd) ?? new Uint8Array();
    return [...texts.map((text) => new TextEncoder().encode(text)), part].flatMap(cut);
  });
  return { name, pieces };
}
