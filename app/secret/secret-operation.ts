import {
  SecretDelete,
  SecretGetDeleted,
  SecretList,
  SecretListDeleted,
  SecretListVersions,
  SecretPurge,
  SecretRecover,
} from '../contract/secret.ts';
import {
  deleteObject,
  getDeletedObject,
  listDeletedObject,
  listObject,
  listObjectVersion,
  purgeObject,
  recoverObject,
} from '../vault/object-operation.ts';
import { secretNoun } from './secret-noun.ts';

export const listSecret = listObject(secretNoun, SecretList);
export const listSecretVersion = listObjectVersion(secretNoun, SecretListVersions);
export const deleteSecret = deleteObject(secretNoun, SecretDelete);
export const getDeletedSecret = getDeletedObject(secretNoun, SecretGetDeleted);
export const listDeletedSecret = listDeletedObject(secretNoun, SecretListDeleted);
export const recoverSecret = recoverObject(secretNoun, SecretRecover);
export const purgeSecret = purgeObject(secretNoun, SecretPurge);
