// A second reader of backups of one secret, written from docs/format-backup.md and docs/format-keys.md alone: it shares no line with the application.
import { createDecipheriv, hkdfSync } from 'node:crypto';

type Answer = { readonly content: unknown; readonly values: readonly string[] } | 'empty' | 'foreign' | 'format' | 'value';

function bind(...texts: string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const body = Buffer.from(text);
      const head = Buffer.of(2, 0, 0, 0, 0);
      head.writeUInt32BE(body.length, 1);
      return [head, body];
    }),
  );
}

function open(key: Buffer, bound: Buffer, envelope: Buffer): Buffer | undefined {
  if (envelope.length < 30 || envelope[0] !== 1 || envelope[1] !== 1) return undefined;
  const gcm = createDecipheriv('aes-256-gcm', key, envelope.subarray(2, 14), { authTagLength: 16 });
  gcm.setAAD(Buffer.concat([envelope.subarray(0, 2), bound])).setAuthTag(envelope.subarray(-16));
  try {
    return Buffer.concat([gcm.update(envelope.subarray(14, -16)), gcm.final()]);
  } catch {
    return undefined;
  }
}

/** Reads a backup with nothing but the root key. @param file hexadecimal, as `rootKey` */
export function readBackup(rootKey: string, instanceId: string, file: string): Answer {
  const bytes = Buffer.from(file, 'hex');
  if (bytes.length === 0) return 'empty';
  if (bytes.subarray(0, 8).toString('latin1') !== 'SRSECRET' || bytes[8] !== 1) return 'format';
  if (bytes.subarray(9, 45).toString('latin1') !== instanceId) return 'foreign';
  const info = bind('strongroom/v1/root/secret-backup', instanceId);
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(rootKey, 'hex'), Buffer.alloc(0), info, 32));
  const body = open(key, bind('strongroom/v1/secret-backup', instanceId, 'file'), bytes.subarray(45));
  if (!body) return 'format';
  const content = JSON.parse(body.toString()) as { secretId: string; versions: { version: string; value: string }[] };
  const values = content.versions.map(({ version, value }) =>
    open(key, bind('strongroom/v1/secret-backup', instanceId, 'value', content.secretId, version), Buffer.from(value, 'base64url')),
  );
  if (!values.every((value) => value !== undefined)) return 'value';
  return { content, values: values.map((value) => value.toString('hex')) };
}
