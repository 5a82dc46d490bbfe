import { randomUUID } from 'node:crypto';

/** Where the version stands in the text of a UUID, and what comes after it. */
const versionAt = 14;

/**
 * Draws ids that rise with time (UUID version 7, RFC 9562 section 5.7): rows that are made one after the other lie beside each other in
 * every index of their ids, so that a commit of many writes few pages. 74 bits of each are random.
 * @param now milliseconds since 1970
 */
export const createOrderedId = (now: () => number) => (): string => {
  const time = Math.max(0, now()).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(versionAt + 1)}`;
};
