import type { SecretProperties } from '../../../app/contract/secret.ts';
import type { Attribute } from '../../component/property-diff.ts';

/** Attributes that only secrets have. */
export const secretAttributes: readonly Attribute<SecretProperties>[] = [['Content type', ({ contentType }) => contentType]];
