import * as z from 'zod';

/** The search of `/key-copy`: whose keys, which of them, and where they go. */
export const copyPlace = z.object({
  source: z.string().optional(),
  target: z.string().optional(),
  /** All of the source where there are none. */
  names: z.array(z.string()).min(1).max(1000).optional(),
});
export type CopyPlace = z.infer<typeof copyPlace>;
