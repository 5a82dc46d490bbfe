import * as z from 'zod';
import type { SecretListing, SecretRow, SecretVersionHead, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { bytes, maybe } from './column.ts';
import { objectColumns, objectShape, ownColumns, ownShape, takeOwn, versionColumns, versionShape, withDeletion } from './object-row.ts';

export const secret: z.ZodType<SecretRow> = objectShape.transform(withDeletion);

const headShape = versionShape.extend({
  secretId: z.string(),
  contentType: maybe(z.string()),
  valueBytes: z.number(),
  keyGeneration: z.number(),
});
export const head: z.ZodType<SecretVersionHead> = headShape;
export const version: z.ZodType<SecretVersionRow> = headShape.extend({ wrappedKey: bytes, sealedValue: bytes });

/** A head and, beside it, the secret's own columns under other names: each is what its own row says, for its own MAC to prove. */
export const listingShape = headShape.extend(ownShape);

export const toListing = (line: z.output<typeof listingShape>): SecretListing => takeOwn(line);

export const listing: z.ZodType<SecretListing> = listingShape.transform(toListing);

export const selectSecret = `select ${objectColumns} from secret`;

export const headColumns = `${versionColumns}, v.secret_id as secretId, v.content_type as contentType, v.value_bytes as valueBytes,
  v.key_generation as keyGeneration`;

/** What a listing is read from: a secret as `s`, beside its current version as `v`. */
export const listingColumns = `${headColumns}, ${ownColumns}`;
