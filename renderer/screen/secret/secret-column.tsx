import { Fragment } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { Column } from '../../component/column.ts';
import { Expiry } from '../../component/expiry.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { Quiet } from '../../component/quiet.tsx';
import { sizeText } from './size-text.ts';
import { tagText } from './condition.ts';

const name = (secret: SecretHit) => (
  <>
    <ForeignText>{secret.name}</ForeignText>
    {!secret.enabled && <Quiet> · disabled</Quiet>}
    {secret.deletedOn !== undefined && <Quiet> · in the bin</Quiet>}
  </>
);

const tags = ({ tags: all }: SecretHit) => {
  const entries = Object.entries(all);
  if (entries.length === 0) return <Quiet>none</Quiet>;
  return entries.map(([tag, value], at) => (
    <Fragment key={tag}>
      {at > 0 && ', '}
      <ForeignText>{tagText(value === '' ? { name: tag } : { name: tag, value })}</ForeignText>
    </Fragment>
  ));
};

/** Every column that a list of secrets can show, in order. The keys of those that sort are the contract's. */
const columns = [
  { key: 'name', title: 'Name', track: 'minmax(160px, 2.4fr)', sorts: true, render: name },
  {
    key: 'vault',
    title: 'Vault',
    track: 'minmax(88px, 1fr)',
    sorts: true,
    from: 480,
    render: (secret) => <ForeignText>{secret.vault}</ForeignText>,
  },
  {
    key: 'type',
    title: 'Content type',
    track: 'minmax(100px, 1.2fr)',
    from: 620,
    render: (secret) => (secret.contentType === undefined ? <Quiet>none</Quiet> : <ForeignText>{secret.contentType}</ForeignText>),
  },
  { key: 'expires', title: 'Expires', track: '176px', sorts: true, render: (secret) => <Expiry expires={secret.expires} inList /> },
  { key: 'tags', title: 'Tags', track: 'minmax(100px, 1.4fr)', from: 1080, render: tags },
  { key: 'size', title: 'Size', track: '88px', align: 'end', from: 900, render: (secret) => sizeText(secret.valueBytes) },
  {
    key: 'changed',
    title: 'Changed',
    track: '104px',
    sorts: true,
    from: 740,
    render: (secret) => <Moment time={secret.updatedOn} inList />,
  },
  {
    key: 'by',
    title: 'By',
    track: 'minmax(96px, 1fr)',
    from: 860,
    render: (secret) => <ForeignText>{secret.createdBy}</ForeignText>,
  },
  {
    key: 'created',
    title: 'Created',
    track: '104px',
    sorts: true,
    from: 980,
    render: (secret) => <Moment time={secret.createdOn} inList />,
  },
  {
    key: 'version',
    title: 'Version',
    track: '104px',
    from: 980,
    render: (secret) => `${secret.version.slice(0, 4)}…${secret.version.slice(-4)}`,
  },
] as const satisfies readonly Column<SecretHit>[];

/** What is shown where nothing was chosen. */
const usual: readonly string[] = ['name', 'vault', 'type', 'expires', 'tags', 'changed', 'by'];

export const secretColumns: readonly Column<SecretHit>[] = columns;

/** The columns of a list: the name always, the rest as chosen. @param without a column that would say the same in every row */
export const columnsOf = (chosen: readonly string[] | undefined, without?: string): readonly Column<SecretHit>[] =>
  secretColumns.filter(({ key }) => key === 'name' || (key !== without && (chosen ?? usual).includes(key)));

/** Shows a column that was hidden, or hides it. */
export function toggleColumn(chosen: readonly string[] | undefined, key: string): string[] {
  const now = new Set(chosen ?? usual);
  if (!now.delete(key)) now.add(key);
  return secretColumns.flatMap((column) => (now.has(column.key) ? [column.key] : []));
}
