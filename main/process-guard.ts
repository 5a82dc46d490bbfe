import { isErrno } from './file-error.ts';

/** What may be written of a bug: its kind and where it happened. Messages are left out: a parser's may quote what it read. */
export function describeBug(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(isErrno(error) && error.code !== undefined && { code: error.code }),
    at: frames.map((line) => line.trim()),
  };
}

/** Ends the process on what nobody caught: a house whose state is unknown must not go on. */
export function guardProcess(report: (error: unknown) => void): void {
  const end = (error: unknown): void => {
    report(error);
    process.exit(70);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
