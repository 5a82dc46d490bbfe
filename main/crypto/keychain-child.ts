import { Entry } from '@napi-rs/keyring';
import { argv, exit, stdin, stdout } from 'node:process';
import { buffer } from 'node:stream/consumers';

/** How the child ends: what was asked is done, or no such item, or the keychain refused. */
const outcome = { done: 0, missing: 3, refused: 4 } as const;

/** Standard output is a pipe: the process may end only when the bytes have left it. */
const send = (bytes: Uint8Array): Promise<void> => new Promise((resolve) => stdout.write(bytes, () => resolve()));

async function act(verb: string | undefined, service: string, account: string): Promise<number> {
  // Without this, the library would fall back to the kernel's keyring, which forgets at the next start of the machine.
  const entry = new Entry(service, account, { linux: { store: 'secret-service' } });
  switch (verb) {
    case 'read': {
      const found = entry.getSecret();
      if (found === null) return outcome.missing;
      await send(Uint8Array.from(found));
      return outcome.done;
    }
    case 'write':
      entry.setSecret(await buffer(stdin));
      return outcome.done;
    case 'remove':
      return entry.deleteCredential() ? outcome.done : outcome.missing;
    default:
      throw new RangeError('unknown verb');
  }
}

const [, , verb, service = '', account = ''] = argv;
// The library's errors name the service only, never the secret; the parent needs no more than that it was refused.
exit(await act(verb, service, account).catch(() => outcome.refused));
