import { LogFacetList } from '../contract/log.ts';
import { hashed, kept, type RoomOperation } from '../operation/operation.ts';
import { filterFields, logTarget, readLog, toQuery } from './log-need.ts';

/** The commonest values of fields among records. */
export const listLogFacet: RoomOperation<typeof LogFacetList> = {
  ...readLog,
  at: 'room',
  shape: LogFacetList,
  repeatable: false,
  fields: { ...filterFields, fields: kept(({ fields }) => fields.join(' ')), completed: hashed(({ text }) => text) },
  target: async (input) => logTarget(input),
  async run({ tx }, { fields, text, limit, ...place }) {
    return { facets: await tx.records.facets(toQuery(place), { fields: [...new Set(fields)], text, limit }), end: await tx.records.end() };
  },
};
