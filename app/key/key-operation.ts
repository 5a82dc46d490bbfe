import { KeyDelete, KeyGetDeleted, KeyList, KeyListDeleted, KeyListVersions, KeyPurge, KeyRecover } from '../contract/key.ts';
import {
  deleteObject,
  getDeletedObject,
  listDeletedObject,
  listObject,
  listObjectVersion,
  purgeObject,
  recoverObject,
} from '../vault/object-operation.ts';
import { keyNoun } from './key-noun.ts';

export const listKey = listObject(keyNoun, KeyList);
export const listKeyVersion = listObjectVersion(keyNoun, KeyListVersions);
export const deleteKey = deleteObject(keyNoun, KeyDelete);
export const getDeletedKey = getDeletedObject(keyNoun, KeyGetDeleted);
export const listDeletedKey = listDeletedObject(keyNoun, KeyListDeleted);
export const recoverKey = recoverObject(keyNoun, KeyRecover);
export const purgeKey = purgeObject(keyNoun, KeyPurge);
