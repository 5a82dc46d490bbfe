import { styled } from '@mui/material/styles';
import { ForeignText } from './foreign-text.tsx';
import { diffProperties, type Attribute, type Described, type DiffKind } from './property-diff.ts';

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '5px 8px 5px 0',
    borderBottom: `1px solid ${theme.vars.palette.line.main}`,
    overflowWrap: 'anywhere',
    fontWeight: 400,
  },
  '& thead th, & tbody th': { color: theme.vars.palette.text.tertiary },
  '& tr[data-kind=same] td': { color: theme.vars.palette.text.secondary },
  '& td[data-word]': { width: 76, color: theme.vars.palette.text.primary, fontWeight: 600 },
}));

const words: Readonly<Record<DiffKind, string>> = { same: 'same', added: 'added', removed: 'removed', changed: 'changed' };

interface PropertyDiffProps<Of> {
  before: Of;
  after: Of;
  /** Attributes that only such versions have. */
  own: readonly Attribute<Of>[];
  /** What the two columns are called. */
  titles: readonly [string, string];
}

/** Attributes and tags of two versions beside each other, with a word for what became of each. */
export function PropertyDiff<Of extends Described>({ before, after, own, titles }: PropertyDiffProps<Of>) {
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">{titles[0]}</th>
          <th scope="col">{titles[1]}</th>
          <th scope="col" style={{ width: 76 }}>
            Change
          </th>
        </tr>
      </thead>
      <tbody>
        {diffProperties(before, after, own).map((row) => (
          <tr key={`${row.isTag} ${row.name}`} data-kind={row.kind}>
            <th scope="row">
              {row.isTag && 'tag '}
              <ForeignText>{row.name}</ForeignText>
            </th>
            <Cell text={row.before} />
            <Cell text={row.after} />
            <td data-word>{words[row.kind]}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const Cell = ({ text }: { text: string | undefined }) => <td>{text === undefined ? '—' : <ForeignText>{text}</ForeignText>}</td>;
