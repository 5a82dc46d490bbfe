/** Ways to open the house that must exist at any time: one can be lost without losing everything. */
export const leastSlots = 2;
