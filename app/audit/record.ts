import canonicalize from 'canonicalize';
import * as z from 'zod';
import { result } from '../contract/log.ts';
import { toBase64Url } from '../contract/base64url.ts';
import type { Entry } from './entry.ts';
import { readIsoTime } from './iso-time.ts';

/** Where a record stands in the log, and what keeps its hash from being guessed once its text is gone. */
export interface RecordPlace {
  readonly sequence: number;
  readonly instanceId: string;
  readonly tenantId: string;
  /** 16 random bytes. */
  readonly salt: Uint8Array;
}

const text = z.string();
const allowed = z.object({ assignment: text, role: text, scope: text });
const refused = z.object({ action: text, scope: text, smallestRole: text.optional() });

/** A record as it is hashed and kept; names of Key Vault's diagnostic log where it has the field (see docs/format-log.md). */
export const auditRecord = z.object({
  format: z.literal(1),
  sequence: z.number().int().min(0),
  instance: text,
  tenantId: text,
  salt: text.regex(/^[\w-]{22}$/),
  time: text.refine((value) => readIsoTime(value) !== undefined),
  resourceId: text,
  operationName: text,
  operationVersion: text,
  category: z.literal('AuditEvent'),
  result,
  resultType: z.enum(['Success', 'Failure', 'Attempt']),
  resultSignature: text,
  resultDescription: text,
  durationMs: z.number().int().min(0),
  callerIpAddress: text,
  correlationId: text,
  requestId: text,
  door: z.enum(['window', 'rest', 'job', 'shell']),
  object: text,
  identity: z.object({ claim: z.record(text, text), name: text, kind: text, sessionId: text.optional() }),
  decision: z.union([z.object({ allowed }), z.object({ missing: refused })]).optional(),
  properties: z.object({ httpStatusCode: z.number().int() }).catchall(text),
  truncatedFields: z.array(text).optional(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** Names of the claims in Key Vault's log, so that queries written for it find people here. */
export const claimName = {
  objectId: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
  name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
} as const;

/** Largest record, in bytes of its canonical form. */
export const mostRecordBytes = 16 * 1024;

// The columns of a list are short, so that 200 rows fit into one frame whatever is in them.
const columnChars = {
  object: 300,
  'identity.name': 128,
  'identity.claim.http://schemas.microsoft.com/identity/claims/objectidentifier': 64,
  callerIpAddress: 64,
  operationName: 64,
  resultDescription: 64,
} as const;
const capOf: ReadonlyMap<string, number> = new Map(Object.entries(columnChars));

/** Caps on every other string, tried in this order until the record fits. */
const capChars = [Infinity, 4096, 1024, 256, 64] as const;
/** No cap is below it: what is no longer is never cut, wherever it stands. */
const leastChars = 64;

/** A record with its canonical form, as text and as UTF-8. */
export interface ComposedRecord {
  readonly record: AuditRecord;
  readonly canonical: string;
  readonly bytes: Uint8Array;
}

const utf8 = new TextEncoder();

/** Makes the record of an entry: cut to `mostRecordBytes`, naming what was cut. */
export function composeRecord(entry: Entry, place: RecordPlace): ComposedRecord {
  const draft = draftRecord(entry, place);
  const fitted =
    writeWhole(draft) ?? fitWithin(draft, []) ?? fitWithin({ ...draft, properties: { httpStatusCode: entry.status } }, ['properties']);
  if (!fitted) throw new Error('a record without properties is too long');
  return fitted;
}

/** A record of which nothing has to be cut, as of nearly none. @returns undefined for others */
function writeWhole(draft: AuditRecord): ComposedRecord | undefined {
  const { object, identity, callerIpAddress, operationName, resultDescription } = draft;
  if (object.length > columnChars.object || identity.name.length > columnChars['identity.name']) return undefined;
  if ((identity.claim[claimName.objectId] ?? '').length > leastChars || callerIpAddress.length > leastChars) return undefined;
  if (operationName.length > leastChars || resultDescription.length > leastChars) return undefined;
  // The draft's members stand in the order of RFC 8785, and its numbers are whole: this is how they are written there.
  const canonical = JSON.stringify(draft);
  // So half a pair of surrogates is written, which has no canonical form.
  if (canonical.includes('\\ud')) return undefined;
  const bytes = utf8.encode(canonical);
  return bytes.length <= mostRecordBytes ? { record: draft, canonical, bytes } : undefined;
}

/** @returns undefined when the text is no record of a known format */
export function readRecord(canonical: string): AuditRecord | undefined {
  try {
    return auditRecord.safeParse(JSON.parse(canonical)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fitWithin(draft: object, dropped: readonly string[]) {
  for (const cap of capChars) {
    const fitted = fitRecord(draft, cap, dropped);
    if (fitted) return fitted;
  }
  return undefined;
}

function fitRecord(draft: object, cap: number, dropped: readonly string[]) {
  const names: string[] = [...dropped];
  const cut = cutText(draft, '', { cap, names });
  const record = auditRecord.parse(names.length === 0 ? cut : Object.assign({}, cut, { truncatedFields: names.toSorted() }));
  const canonical = canonicalize(record);
  if (canonical === undefined) throw new Error('a record has no canonical form');
  const bytes = utf8.encode(canonical);
  return bytes.length <= mostRecordBytes ? { record, canonical, bytes } : undefined;
}

/** Members stand in the order of RFC 8785, so that what is not cut is written as it is. */
function draftRecord(entry: Entry, place: RecordPlace): AuditRecord {
  return {
    callerIpAddress: entry.address,
    category: 'AuditEvent',
    correlationId: entry.correlationId,
    decision: decisionOf(entry),
    door: entry.door,
    durationMs: Math.max(0, Math.round(entry.durationMs)),
    format: 1,
    identity: identityOf(entry.identity),
    instance: place.instanceId,
    object: entry.object,
    operationName: entry.operation,
    operationVersion: '1',
    properties: propertiesOf(entry),
    requestId: entry.requestId,
    resourceId: entry.resourceId,
    result: entry.result,
    resultDescription: entry.code,
    resultSignature: signatureOf(entry.status),
    resultType: resultTypeOf(entry.result),
    salt: toBase64Url(place.salt),
    sequence: place.sequence,
    tenantId: place.tenantId,
    time: new Date(entry.time).toISOString(),
  };
}

function identityOf({ id, name, kind, sessionId }: Entry['identity']): AuditRecord['identity'] {
  const claim: Record<string, string> = {};
  if (id !== '') {
    claim[claimName.objectId] = id;
    claim[claimName.name] = name;
  }
  return { claim, kind, name, sessionId };
}

function decisionOf({ allowedBy, missing }: Entry): AuditRecord['decision'] {
  if (allowedBy) return { allowed: { assignment: allowedBy.assignment, role: allowedBy.role, scope: allowedBy.scope } };
  return missing && { missing: { action: missing.action, scope: missing.scope, smallestRole: missing.smallestRole } };
}

/** What is declared, in order, with the status in its place; nothing that is declared stands for that. */
function propertiesOf({ properties, status }: Entry): AuditRecord['properties'] {
  const declared = Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [before, after] = [declared.filter(([name]) => name < 'httpStatusCode'), declared.filter(([name]) => name > 'httpStatusCode')];
  return Object.assign(Object.fromEntries(before), { httpStatusCode: status }, Object.fromEntries(after));
}

function resultTypeOf(outcome: Entry['result']): AuditRecord['resultType'] {
  switch (outcome) {
    case 'succeeded':
      return 'Success';
    case 'attempted':
      return 'Attempt';
    case 'refused':
    case 'failed':
      return 'Failure';
  }
}

const reasonPhrases: Readonly<Record<number, string>> = {
  200: 'OK',
  202: 'Accepted',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

const signatureOf = (status: number): string => reasonPhrases[status] ?? `HTTP ${status}`;

interface Cut {
  readonly cap: number;
  /** Filled with the paths of what was cut. */
  readonly names: string[];
}

/** Copies JSON, cutting strings and replacing lone surrogates, which have no UTF-8 and so no canonical form. */
function cutText(value: unknown, path: string, cut: Cut): unknown {
  if (typeof value === 'string') return cutString(value, path, cut);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) copy[name] = cutText(item, path === '' ? name : `${path}.${name}`, cut);
  return copy;
}

function cutString(value: string, path: string, { cap, names }: Cut): string {
  const whole = value.toWellFormed();
  if (whole.length <= leastChars) return whole;
  const most = Math.min(cap, capOf.get(path) ?? Infinity);
  if (whole.length <= most) return whole;
  names.push(path);
  const kept = whole.slice(0, most);
  // A pair of surrogates is kept whole or not at all.
  return kept.isWellFormed() ? kept : kept.slice(0, -1);
}
