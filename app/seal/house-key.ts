import type { HouseKeyRow } from './house-key-store.ts';
import type { RowFields } from './keyring.ts';

/** The fields of a key of the house that the row's MAC covers. */
export const houseKeyFields = (row: Omit<HouseKeyRow, 'mac'>): RowFields => ({
  id: row.id,
  purpose: row.purpose,
  wrapped: row.wrapped,
  publicPart: row.publicPart,
  from: row.from,
  until: row.until,
  createdOn: row.createdOn,
  rowVersion: row.rowVersion,
});
