import { errors } from 'jose';

/** Whether it says that what was read is not as it should be; everything else that a library throws is a bug. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof errors.JOSEError ||
  // What is no JSON, no base64url, no UTF-8 or no key comes out as one of these.
  error instanceof SyntaxError ||
  error instanceof TypeError ||
  (error instanceof Error && error.name === 'DataError');
