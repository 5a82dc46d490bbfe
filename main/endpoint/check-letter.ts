import * as z from 'zod';

/** What the child is told, as JSON on its standard input. */
export const checkQuestion = z.strictObject({
  hosts: z.array(z.string()).min(1),
  port: z.number().int(),
  address: z.string(),
  authority: z.string().optional(),
});
export type CheckQuestion = z.infer<typeof checkQuestion>;

/** What it says, a line of JSON each, in any order. Of what it had no time to say there is no line. */
export const checkLine = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('name'), host: z.string(), addresses: z.array(z.string()) }),
  z.strictObject({ about: z.literal('system'), trusts: z.boolean() }),
  z.strictObject({ about: z.literal('authority'), reached: z.boolean() }),
]);
export type CheckLine = z.infer<typeof checkLine>;
