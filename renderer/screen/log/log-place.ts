import * as z from 'zod';

/** The search of `/log`: what its filter stands at when one arrives. */
export const logPlace = z.object({ text: z.string().max(200).optional(), operation: z.string().max(64).optional() });
export type LogPlace = z.infer<typeof logPlace>;
