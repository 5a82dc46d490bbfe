import type { LogFacet, LogRow } from '../../../app/contract/log.ts';
import type { Output } from '../../../app/contract/operation.ts';

/** The commonest values of one field. */
export type FacetCount = Output<'LogFacetList'>['facets'][number];

const valueOf = (row: LogRow, field: LogFacet): string => (field === 'identity' ? row.identityId : row[field]);
const labelOf = (row: LogRow, field: LogFacet): string => (field === 'identity' ? row.identity : row[field]);

/** The counts with records that were followed since. A value that was not among the commonest appears only where all are known. */
export function withFacetRows(facet: FacetCount, rows: readonly LogRow[]): FacetCount {
  const { field } = facet;
  const more = new Map<string, { label: string; count: number }>();
  for (const row of rows) {
    const value = valueOf(row, field);
    more.set(value, { label: labelOf(row, field), count: (more.get(value)?.count ?? 0) + 1 });
  }
  const values = facet.values.map((it) => ({ ...it, count: it.count + (more.get(it.value)?.count ?? 0) }));
  const fresh = facet.more ? [] : [...more].filter(([value]) => !facet.values.some((it) => it.value === value));
  return { ...facet, values: [...values, ...fresh.map(([value, { label, count }]) => ({ value, label, count }))] };
}
