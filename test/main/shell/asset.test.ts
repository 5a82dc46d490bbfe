import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerAsset, readAssets } from '../../../main/shell/asset.ts';

describe.each(['https://console.invalid', 'app://console'])('the page on %s', (origin) => {
  let answer: AnswerAsset;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'strongroom-asset-'));
    mkdirSync(join(folder, 'page/assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'outside');
    writeFileSync(join(folder, 'page/index.html'), '<style nonce="__NONCE__"></style><meta content="__NONCE__">');
    writeFileSync(join(folder, 'page/assets/index.js'), 'export {}');
    writeFileSync(join(folder, 'page/assets/index.js.map'), '{}');
    answer = await readAssets(join(folder, 'page'), origin);
  });

  const policyOf = (): string => answer('GET', `${origin}/`).headers['content-security-policy'] ?? '';

  it('is answered out of memory, with its type', () => {
    rmSync(join(folder, 'page/assets/index.js'));
    const { status, headers, body } = answer('GET', `${origin}/assets/index.js?x#y`);
    expect({ status, type: headers['content-type'], body: body.toString() }).toEqual({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      body: 'export {}',
    });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('has a policy that lets in its own scripts and styles with the nonce of this load, and nothing else', () => {
    const page = answer('GET', `${origin}/`).body.toString();
    expect(page).not.toContain('__NONCE__');
    const [nonce] = /'nonce-([^']+)'/.exec(policyOf())?.slice(1) ?? [];
    expect(Buffer.from(nonce ?? '', 'base64')).toHaveLength(16);
    expect(policyOf()).not.toContain(nonce ?? '');
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "frame-src 'none'",
      "worker-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "webrtc 'block'",
    ]) {
      expect(policyOf().split('; ')).toContain(rule);
    }
    expect(policyOf()).not.toMatch(/unsafe|https?:|\*/);
  });

  it('puts the same nonce into page and policy', () => {
    const { headers, body } = answer('GET', `${origin}/index.html`);
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    expect(body.toString()).toBe(`<style nonce="${nonce}"></style><meta content="${nonce}">`);
  });

  it('may write to the clipboard and nothing else', () => {
    const features = answer('GET', `${origin}/`).headers['permissions-policy']?.split(', ') ?? [];
    expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([
      'clipboard-write=(self)',
      'publickey-credentials-create=(self)',
      'publickey-credentials-get=(self)',
    ]);
    expect(features).toContain('clipboard-read=()');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/index.js.map',
    '/nothing',
    '//etc/passwd',
  ])('has no %s', (path) => {
    expect(answer('GET', `${origin}${path}`).status).not.toBe(200);
  });

  it.each([
    'https://console.invalid.example/',
    'http://console.invalid/',
    'https://console.invalid:444/',
    'app://other/',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('refuses what is not its origin: %s', (url) => {
    expect(answer('GET', url).status).toBe(403);
  });

  it('refuses other methods', () => {
    expect(answer('POST', `${origin}/`).status).toBe(403);
  });

  it('answers any address with one of its files or not at all', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, tail) => {
        const { status, body } = answer('GET', `${origin}${path}${tail}`);
        expect(body.toString()).not.toContain('outside');
        expect([200, 403, 404]).toContain(status);
      }),
    );
  });

  it('cannot be read from a folder without a page', async () => {
    await expect(readAssets(join(folder, 'page/assets'), origin)).rejects.toThrow('no index.html');
  });
});
