import type { RecordRow } from './record-store.ts';

/** Whether a record's text was removed by a recorded decision. Nothing can be removed yet, so every missing text is a fault. */
export const isRemovalRecorded = (_row: RecordRow): boolean => false;
