/** More than anyone can keep track of; bounds what a slot file can hold. */
export const mostSlots = 32;
