import type { LogRecord } from '../../../app/contract/log.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { NameLink } from '../../component/name-link.tsx';

/** Where what a record is about is to be found: a secret or a key, told by the operation; undefined for everything else. */
export function placeOfObject({ operation, object }: Pick<LogRecord, 'operation' | 'object'>) {
  const kind = /^(Secret|Key)[A-Z]/.exec(operation)?.[1];
  const [vault = '', name = '', ...more] = object.split(' / ');
  if (kind === undefined || name === '' || more.length > 0) return undefined;
  const to = kind === 'Key' ? ('/keys/$vault/$name' as const) : ('/secrets/$vault/$name' as const);
  return { to, params: { vault, name } };
}

/** What a record is about, leading there where there is a page for it. */
export function ObjectLink({ record }: { record: Pick<LogRecord, 'operation' | 'object'> }) {
  const place = placeOfObject(record);
  const name = <ForeignText>{record.object}</ForeignText>;
  return place ? <NameLink {...place}>{name}</NameLink> : name;
}
