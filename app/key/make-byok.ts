import { KeyByokMake } from '../contract/key-exchange.ts';
import type { Output } from '../contract/operation.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { writeByok } from './byok-file.ts';
import { doneBefore } from './done-before.ts';
import { sizeText } from './key-kind.ts';

/**
 * Wraps the key of a file for somebody's exchange key, as a `.byok` file that Key Vault or another house takes in. It is read and wrapped and
 * forgotten; the upload stays its session's.
 */
export const makeByok: RoomOperation<typeof KeyByokMake, Output<'KeyByokMake'>> = {
  at: 'room',
  shape: KeyByokMake,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    kid: kept(({ kid }) => kid),
    hash: kept(({ hash }) => hash),
    size: kept((_input, output) => output && sizeText(output.spec)),
  },
  target: async () => houseTarget('key file'),
  async prepare({ keyCrypto, keyFiles, staging, caller, signal }, { file, pem, kid, hash }) {
    const recipient = keyCrypto.readPem(pem);
    const { material, spec, publicKey } = await keyFiles.read(staging.get('upload', caller, file.upload).content(), file.password, signal);
    try {
      const content = writeByok({ kid, hash, value: await keyCrypto.wrapOut(material, recipient, hash) });
      return { spec, ...(publicKey && { publicKey }), content };
    } finally {
      material.fill(0);
    }
  },
  run: doneBefore,
};
