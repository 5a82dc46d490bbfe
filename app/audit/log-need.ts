import type { LogFilter } from '../contract/log.ts';
import type { Shape } from '../contract/shape.ts';
import { type Declaration, type FieldRule, hashed, kept, type Target } from '../operation/operation.ts';
import type { Removal } from './deletion.ts';
import { toRanges, writeRanges } from './range.ts';
import type { RecordQuery } from './record-query.ts';

/** What every operation that reads the log shares. Reading the log is recorded like anything else. */
export const readLog = {
  needs: { kind: 'action', action: 'Microsoft.Insights/logs/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
} as const satisfies Partial<Declaration<Shape>>;

/** What every operation shares that removes records, or decides when they are removed. */
export const purgeLog = {
  needs: { kind: 'action', action: 'Microsoft.OperationalInsights/workspaces/purge/action' },
  during: ['open'],
  recorded: true,
} as const satisfies Partial<Declaration<Shape>>;

/** What a record says of a removal that was asked for. */
export const removalFields: Readonly<Record<string, FieldRule<{ readonly removal: Removal }, unknown>>> = {
  before: kept(({ removal }) => (removal.kind === 'before' ? new Date(removal.before).toISOString() : undefined)),
  asked: kept(({ removal }) =>
    removal.kind === 'records' ? writeRanges(toRanges(removal.sequences.toSorted((a, b) => a - b))) : undefined,
  ),
};

/** Where the log is read: what lies at a place and below it. */
interface Place {
  readonly scope?: string | undefined;
}

/** What is about a place is read with the right to read the log of that place. */
export const logTarget = ({ scope = '/' }: Place): Target => ({ scope, resourceId: scope, object: 'log' });

/** Only what one is let in for. */
export const toQuery = ({ scope, filter }: Place & { readonly filter: LogFilter }): RecordQuery => ({ ...filter, scope });

interface Filtered {
  readonly filter: LogFilter;
}

const several = (name: 'result' | 'operation' | 'identity' | 'vault' | 'address' | 'door' | 'code') =>
  kept<Filtered, unknown>(({ filter }) => filter[name]?.join(' '));
const time = (name: 'from' | 'until') =>
  kept<Filtered, unknown>(({ filter: { [name]: at } }) => (at === undefined ? undefined : new Date(at).toISOString()));

/** What a record says of a filter. */
export const filterFields: Readonly<Record<string, FieldRule<Filtered, unknown>>> = {
  result: several('result'),
  operation: several('operation'),
  identity: several('identity'),
  vault: several('vault'),
  address: several('address'),
  door: several('door'),
  code: several('code'),
  correlationId: kept(({ filter }) => filter.correlationId),
  from: time('from'),
  until: time('until'),
  // What people type into a search may be what they should not have typed.
  object: hashed(({ filter }) => filter.object?.join(' ')),
  text: hashed(({ filter }) => filter.text),
};
