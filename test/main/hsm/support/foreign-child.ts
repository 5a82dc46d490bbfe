import { argv } from 'node:process';
import pkcs11js from 'pkcs11js';
import * as z from 'zod';

/** Puts keys into a token as another program would: by the library alone, with attributes that the house gives none of its own. */

const order = z.strictObject({
  path: z.string(),
  parameters: z.string(),
  label: z.string(),
  pin: z.string(),
  kind: z.enum(['RSA', 'EC', 'AES']),
  id: z.string(),
  extractable: z.boolean(),
  trustedOnly: z.boolean(),
});

const { path, parameters, label, pin, kind, id, extractable, trustedOnly } = order.parse(JSON.parse(argv[2] ?? ''));

const module = new pkcs11js.PKCS11();
module.load(path);
module.C_Initialize({ flags: 2, ...(parameters !== '' && { libraryParameters: `${parameters} ` }) });
const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trim() === label);
if (!slot) throw new Error('no such token');
const session = module.C_OpenSession(slot, 6);
module.C_Login(session, 1, pin);

const at = {
  token: 0x1,
  private: 0x2,
  label: 0x3,
  id: 0x102,
  sensitive: 0x103,
  encrypt: 0x104,
  decrypt: 0x105,
  sign: 0x108,
  verify: 0x10a,
  modulusBits: 0x121,
  publicExponent: 0x122,
  valueLen: 0x161,
  extractable: 0x162,
  ecParams: 0x180,
  wrapWithTrusted: 0x210,
} as const;
const template = (values: { readonly [N in keyof typeof at]?: number | boolean | Buffer }) =>
  Object.entries(values).map(([name, value]) => ({ type: at[name as keyof typeof at], value }));

const named = { token: true, id: Buffer.from(id, 'hex'), label: Buffer.from(`foreign ${kind}`) };
const hidden = { ...named, private: true, sensitive: true, extractable, ...(trustedOnly && { wrapWithTrusted: true }) };
const shown = { ...named, private: false, verify: true };

if (kind === 'AES') {
  module.C_GenerateKey(session, { mechanism: 0x1080 }, template({ ...hidden, encrypt: true, decrypt: true, valueLen: 32 }));
} else if (kind === 'EC') {
  const ecParams = Buffer.from('06082a8648ce3d030107', 'hex');
  module.C_GenerateKeyPair(session, { mechanism: 0x1040 }, template({ ...shown, ecParams }), template({ ...hidden, sign: true }));
} else {
  const publicExponent = Buffer.from([1, 0, 1]);
  const half = template({ ...shown, modulusBits: 2048, publicExponent, encrypt: true });
  module.C_GenerateKeyPair(session, { mechanism: 0x0 }, half, template({ ...hidden, sign: true, decrypt: true }));
}
module.C_CloseSession(session);
module.C_Finalize();
