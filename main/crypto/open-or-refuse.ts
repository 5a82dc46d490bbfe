/** What OpenSSL refused, and not Node or a mistake of ours. */
const isOpenSsl = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_OSSL_');

/** Runs what OpenSSL answers or refuses. @returns undefined when it refuses; everything else that is thrown goes on */
export function openOrRefuse<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    if (isOpenSsl(error)) return undefined;
    throw error;
  }
}
