import * as z from 'zod';

const head = z.object({ schema_version: z.string(), header: z.object({ kid: z.string().max(1_024), enc: z.string().max(100) }) });

/** What a `.byok` file tells everybody: for which exchange key it is, and how it is wrapped. */
export interface ByokHead {
  readonly kid: string;
  readonly enc: string;
}

/** @returns undefined for what is no `.byok` file; whether it is a whole one the engine finds out */
export function readByokHead(content: Uint8Array): ByokHead | undefined {
  // A key in PEM or PFX is never made text.
  if (content.find((byte) => byte > 0x20) !== 0x7b || content.length > 65_536) return undefined;
  if (!new TextDecoder('latin1').decode(content.subarray(0, 400)).includes('schema_version')) return undefined;
  try {
    return head.safeParse(JSON.parse(new TextDecoder().decode(content))).data?.header;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
