import * as z from 'zod';
import { displayName, personName } from '../../../app/contract/common.ts';

/** What the first step asks for, passwords apart. */
export interface Detail {
  readonly organisation: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly displayName: string;
  readonly name: string;
}

export const firstDetail: Detail = { organisation: '', subscription: 'Main', resourceGroup: 'main', displayName: '', name: '' };

export type DetailError = Partial<Record<keyof Detail, string>>;

const resourceGroup = z
  .string()
  .min(1)
  .max(90)
  .regex(/^[\w().-]*[\w()-]$/);

const missing = {
  organisation: 'Give the organisation a name.',
  subscription: 'Give the subscription a name.',
  resourceGroup: 'Give the resource group a name.',
  displayName: 'Say what you are called.',
  name: 'Choose a name to sign in with.',
} as const;

const unfit = {
  organisation: 'Use up to 100 characters.',
  subscription: 'Use up to 100 characters.',
  resourceGroup: 'Use letters, digits, _ - . and brackets, up to 90, not ending with a dot.',
  displayName: 'Use up to 100 characters.',
  name: 'Use letters, digits, and . _ - @, beginning with a letter or digit, up to 64.',
} as const;

const rule: Record<keyof Detail, z.ZodType> = {
  organisation: displayName,
  subscription: displayName,
  resourceGroup,
  displayName,
  name: personName,
};

/** One sentence for each field that can't stay as it is. */
export function checkDetail(detail: Detail): DetailError {
  const found: DetailError = {};
  for (const field of ['organisation', 'subscription', 'resourceGroup', 'displayName', 'name'] as const) {
    if (detail[field].trim() === '') found[field] = missing[field];
    else if (!rule[field].safeParse(detail[field].trim()).success) found[field] = unfit[field];
  }
  return found;
}

/** A sign-in name to begin with: `Maya Okafor` gives `maya.okafor`. */
export const suggestName = (person: string): string =>
  person
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 64);
