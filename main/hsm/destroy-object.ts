import { template } from './attribute.ts';
import type { Desk } from './use-key.ts';

/** Destroys what a token has of this id, private, public or symmetric; there may be nothing. @param object CKA_ID */
export function destroyObject({ cryptoki, token }: Desk, object: Uint8Array): Promise<void> {
  token.forget(object);
  return token.run(async (session) => {
    for (const handle of cryptoki.find(session, template({ id: Buffer.from(object) }))) cryptoki.destroy(session, handle);
  });
}
