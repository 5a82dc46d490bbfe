import type { Attribute, Mechanism, PKCS11 } from 'pkcs11js';
import { flag, rv } from './number.ts';
import { CryptokiError, toCryptokiError } from './pkcs11-error.ts';

export type Handle = Buffer;
export type Session = Buffer;
export type { Attribute, Mechanism };

type Sealed = 'C_Sign' | 'C_Encrypt' | 'C_Decrypt';

/** A loaded library, behind everything that its binding gets wrong. */
export type Cryptoki = ReturnType<typeof createCryptoki>;

/** As many objects as one search takes at most. */
const mostFound = 16;

/**
 * The calls of a library that the house needs.
 * Every failure is a CryptokiError. Calls that take long are made by the binding's promise form, which holds on to its arguments: they
 * may not be changed before it settles. (Its callback form does not hold them.)
 * @param module loaded and not yet initialised
 */
export const createCryptoki = (module: PKCS11) => ({
  ...slotCalls(module),
  ...sessionCalls(module),
  ...objectCalls(module),
  ...makeCalls(module),
  ...operationCalls(module),
});

function sync<T>(call: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw toCryptokiError(error, call);
  }
}

async function later<T>(call: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw toCryptokiError(error, call);
  }
}

const init = { C_Sign: 'C_SignInit', C_Encrypt: 'C_EncryptInit', C_Decrypt: 'C_DecryptInit' } as const;
const run = { C_Sign: 'C_SignAsync', C_Encrypt: 'C_EncryptAsync', C_Decrypt: 'C_DecryptAsync' } as const;

const slotCalls = (module: PKCS11) => ({
  /** Without CKF_OS_LOCKING_OK a library may be called from one thread only, and is called from several. */
  initialise(parameters: string): void {
    // The binding cuts the last character off what it hands on.
    const library = parameters === '' ? {} : { libraryParameters: `${parameters} ` };
    sync('C_Initialize', () => module.C_Initialize({ flags: flag.osLocking, ...library }));
  },
  info: () => sync('C_GetInfo', () => module.C_GetInfo()),
  slots: (): Handle[] => sync('C_GetSlotList', () => module.C_GetSlotList(false)),
  slotInfo: (slot: Handle) => sync('C_GetSlotInfo', () => module.C_GetSlotInfo(slot)),
  tokenInfo: (slot: Handle) => sync('C_GetTokenInfo', () => module.C_GetTokenInfo(slot)),
  /** @param label 32 bytes in UTF-8, filled with blanks */
  initToken: (slot: Handle, officer: string, label: string) => sync('C_InitToken', () => module.C_InitToken(slot, officer, label)),
  initPin: (session: Session, pin: string) => sync('C_InitPIN', () => module.C_InitPIN(session, pin)),
  setPin: (session: Session, old: string, next: string) => sync('C_SetPIN', () => module.C_SetPIN(session, old, next)),
});

const sessionCalls = (module: PKCS11) => ({
  openSession: (slot: Handle): Session => sync('C_OpenSession', () => module.C_OpenSession(slot, flag.serialSession | flag.rwSession)),
  closeSession: (session: Session) => sync('C_CloseSession', () => module.C_CloseSession(session)),
  /** CKS_RW_USER_FUNCTIONS. */
  isUserIn: (session: Session): boolean => sync('C_GetSessionInfo', () => module.C_GetSessionInfo(session)).state === 3,
  closeAllSessions: (slot: Handle) => sync('C_CloseAllSessions', () => module.C_CloseAllSessions(slot)),
  login: (session: Session, user: number, pin: string) => sync('C_Login', () => module.C_Login(session, user, pin)),
  logout: (session: Session) => sync('C_Logout', () => module.C_Logout(session)),
  random: (session: Session, length: number): Buffer =>
    sync('C_GenerateRandom', () => module.C_GenerateRandom(session, Buffer.alloc(length))),
});

const objectCalls = (module: PKCS11) => ({
  /** @returns up to `mostFound` */
  find(session: Session, template: Attribute[]): Handle[] {
    sync('C_FindObjectsInit', () => module.C_FindObjectsInit(session, template));
    const found = sync('C_FindObjects', () => module.C_FindObjects(session, mostFound));
    sync('C_FindObjectsFinal', () => module.C_FindObjectsFinal(session));
    if (found.length > mostFound) throw new CryptokiError(rv.deviceError, 'C_FindObjects');
    return found;
  },
  /** As many as there are, up to `most`. */
  findAll(session: Session, template: Attribute[], most: number): Handle[] {
    const found: Handle[] = [];
    sync('C_FindObjectsInit', () => module.C_FindObjectsInit(session, template));
    while (found.length < most) {
      const next = sync('C_FindObjects', () => module.C_FindObjects(session, mostFound));
      if (next.length === 0) break;
      if (next.length > mostFound) throw new CryptokiError(rv.deviceError, 'C_FindObjects');
      found.push(...next);
    }
    sync('C_FindObjectsFinal', () => module.C_FindObjectsFinal(session));
    return found.slice(0, most);
  },
  /** One at a time: a sensitive one among them fails all. */
  attribute(session: Session, object: Handle, type: number): Buffer {
    const [read] = sync('C_GetAttributeValue', () => module.C_GetAttributeValue(session, object, [{ type }]));
    if (!Buffer.isBuffer(read?.value)) throw new CryptokiError(rv.attributeTypeInvalid, 'C_GetAttributeValue');
    return read.value;
  },
  create: (session: Session, template: Attribute[]): Handle => sync('C_CreateObject', () => module.C_CreateObject(session, template)),
  destroy: (session: Session, object: Handle) => sync('C_DestroyObject', () => module.C_DestroyObject(session, object)),
});

const makeCalls = (module: PKCS11) => ({
  generate: (session: Session, by: Mechanism, template: Attribute[]) =>
    later('C_GenerateKey', () => module.C_GenerateKeyAsync(session, by, template)),
  generatePair: (session: Session, by: Mechanism, templates: { public: Attribute[]; private: Attribute[] }) =>
    later('C_GenerateKeyPair', () => module.C_GenerateKeyPairAsync(session, by, templates.public, templates.private)),
  /** @param most bytes of an answer that are believed */
  wrap: async (session: Session, by: { mechanism: Mechanism; key: Handle }, key: Handle, most: number): Promise<Buffer> => {
    const wrapped = await later('C_WrapKey', () => module.C_WrapKeyAsync(session, by.mechanism, by.key, key, Buffer.alloc(most)));
    if (wrapped.length > most) throw new CryptokiError(rv.deviceError, 'C_WrapKey');
    return wrapped;
  },
  unwrap: (session: Session, by: { mechanism: Mechanism; key: Handle }, wrapped: Buffer, template: Attribute[]) =>
    later('C_UnwrapKey', () => module.C_UnwrapKeyAsync(session, by.mechanism, by.key, wrapped, template)),
});

const operationCalls = (module: PKCS11) => ({
  /**
   * One operation in one part. After a failure the session is good for nothing more: v2.40 can't cancel what was begun.
   * @param most bytes of an answer that are believed; a longer one than `most` shows by one byte more
   */
  async operate(call: Sealed, session: Session, by: { mechanism: Mechanism; key: Handle }, input: { data: Buffer; most: number }) {
    sync(init[call], () => module[init[call]](session, by.mechanism, by.key));
    return later(call, () => module[run[call]](session, input.data, Buffer.alloc(input.most + 1)));
  },
  /** Begins an operation that is done block by block. */
  begin: (call: 'C_Encrypt' | 'C_Decrypt', session: Session, by: { mechanism: Mechanism; key: Handle }) =>
    sync(init[call], () => module[init[call]](session, by.mechanism, by.key)),
  update: (call: 'C_Encrypt' | 'C_Decrypt', session: Session, block: Buffer): Buffer =>
    sync(`${call}Update`, () =>
      call === 'C_Encrypt'
        ? module.C_EncryptUpdate(session, block, Buffer.alloc(block.length * 2))
        : module.C_DecryptUpdate(session, block, Buffer.alloc(block.length * 2)),
    ),
  final: (call: 'C_Encrypt' | 'C_Decrypt', session: Session): Buffer =>
    sync(`${call}Final`, () =>
      call === 'C_Encrypt' ? module.C_EncryptFinal(session, Buffer.alloc(32)) : module.C_DecryptFinal(session, Buffer.alloc(32)),
    ),
});
