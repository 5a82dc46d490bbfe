/** Ways to open the house that must exist at any time: one can be lost without losing everything. */
export const leastSlots = 2;

/** More than anyone can keep track of; bounds what a slot file can hold. */
export const mostSlots = 32;
