import { Refused } from './refused.ts';

/** Bytes of bodies that are held at a time, of all requests together: who sends them may not be known yet. */
const mostHeldBytes = 64 * 1024 * 1024;

/** The place for bodies. */
export interface BodyRoom {
  /** @returns gives the place back. @throws Refused where there is none left */
  take(sizeBytes: number): () => void;
}

export function createBodyRoom(): BodyRoom {
  let heldBytes = 0;
  return {
    take(sizeBytes) {
      if (heldBytes + sizeBytes > mostHeldBytes) {
        const message = 'Request was not processed because too many requests were received.';
        throw new Refused({ status: 429, code: 'Throttled', message, headers: { 'Retry-After': '1' }, closes: true });
      }
      heldBytes += sizeBytes;
      let held = true;
      return () => {
        if (held) heldBytes -= sizeBytes;
        held = false;
      };
    },
  };
}
