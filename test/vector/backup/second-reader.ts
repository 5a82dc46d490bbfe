// A second reader of backups of one secret, written from docs/format-backup.md and docs/format-keys.md alone: it shares no line with the application.
import { createDecipheriv, hkdfSync } from 'node:crypto';

type Refused = 'empty' | 'foreign' | 'format';
type Answer = { readonly content: unknown; readonly values: readonly string[] } | Refused | 'value';
type KeyAnswer = { readonly content: unknown; readonly materials: readonly (string | null)[] } | Refused | 'material';

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

interface House {
  readonly rootKey: string;
  readonly instanceId: string;
}

const keyOf = ({ rootKey, instanceId }: House): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(rootKey, 'hex'), Buffer.alloc(0), bind('strongroom/v1/root/secret-backup', instanceId), 32));

const openPart = (house: House, envelope: Buffer, ...place: string[]): Buffer | undefined =>
  open(keyOf(house), bind('strongroom/v1/secret-backup', house.instanceId, ...place), envelope);

/** @param file hexadecimal, as the root key */
function openFile(house: House, file: string, kind: { magic: string; place: string }): { readonly body: string } | Refused {
  const bytes = Buffer.from(file, 'hex');
  if (bytes.length === 0) return 'empty';
  if (bytes.subarray(0, 8).toString('latin1') !== kind.magic || bytes[8] !== 1) return 'format';
  if (bytes.subarray(9, 45).toString('latin1') !== house.instanceId) return 'foreign';
  const body = openPart(house, bytes.subarray(45), kind.place);
  return body ? { body: body.toString() } : 'format';
}

/** Reads a backup with nothing but the root key. @param file hexadecimal, as `rootKey` */
export function readBackup(rootKey: string, instanceId: string, file: string): Answer {
  const house = { rootKey, instanceId };
  const opened = openFile(house, file, { magic: 'SRSECRET', place: 'file' });
  if (typeof opened === 'string') return opened;
  const content = JSON.parse(opened.body) as { secretId: string; versions: { version: string; value: string }[] };
  const values = content.versions.map(({ version, value }) =>
    openPart(house, Buffer.from(value, 'base64url'), 'value', content.secretId, version),
  );
  if (!values.every((value) => value !== undefined)) return 'value';
  return { content, values: values.map((value) => value.toString('hex')) };
}

/** The same of a key. */
export function readKeyBackup(rootKey: string, instanceId: string, file: string): KeyAnswer {
  const house = { rootKey, instanceId };
  const opened = openFile(house, file, { magic: 'SRKEYBAK', place: 'key-file' });
  if (typeof opened === 'string') return opened;
  const content = JSON.parse(opened.body) as { keyId: string; versions: { version: string; material?: string; place?: object }[] };
  if (content.versions.some(({ material, place }) => (material === undefined) === (place === undefined))) return 'format';
  const materials = content.versions.map(({ version, material }) =>
    material === undefined ? null : openPart(house, Buffer.from(material, 'base64url'), 'key-material', content.keyId, version),
  );
  if (!materials.every((material) => material !== undefined)) return 'material';
  return { content, materials: materials.map((material) => material && material.toString('hex')) };
}
