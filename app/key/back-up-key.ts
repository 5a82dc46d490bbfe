import { KeyBackup } from '../contract/key.ts';
import { backUpObject } from '../vault/back-up-object.ts';
import { sealPart } from '../vault/backup-file.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { materialBinding } from './key.ts';
import { type BackupVersion, keyBackup, materialPlace } from './key-backup.ts';
import { publicKeyText, writeReleasePolicy } from './key-field.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyTypes, KeyVersionRow } from './key-store.ts';

export const backUpKey = backUpObject<KeyTypes, BackupVersion>(keyNoun, KeyBackup, {
  toBackup: async (house, _place, version) => ({
    version: version.version,
    type: version.type,
    spec: version.spec,
    operations: [...version.operations],
    origin: version.origin,
    exportable: version.exportable,
    ...(version.releasePolicy && { releasePolicy: writeReleasePolicy(version.releasePolicy) }),
    publicKey: version.publicKey && publicKeyText(version.publicKey),
    enabled: version.enabled,
    notBefore: version.notBefore,
    expires: version.expires,
    tags: { ...version.tags },
    createdOn: version.createdOn,
    updatedOn: version.updatedOn,
    createdBy: version.createdBy,
    place: version.place && { ...version.place },
    material: await sealMaterial(house, version),
  }),
  write: ({ keyring }, { row }, versions) =>
    keyBackup.write(keyring, {
      keyId: row.id,
      name: row.name,
      createdOn: row.createdOn,
      ...(row.policy && { policy: { ...row.policy } }),
      versions,
    }),
});

async function sealMaterial({ tx, keyring }: NounHouse, version: KeyVersionRow): Promise<string | undefined> {
  const { material: sealed, ...head } = version;
  if (!sealed) return undefined;
  const material = await keyring.openValue(tx, materialBinding(head), sealed);
  try {
    return sealPart(keyring, materialPlace(head.keyId, head.version), material);
  } finally {
    material.fill(0);
  }
}
