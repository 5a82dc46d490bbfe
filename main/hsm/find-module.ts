import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { isErrno } from '../file-error.ts';

type Found = { readonly path: string; readonly name: string };

/** Where makers put their libraries. A star stands for one folder of any name: Debian has one per kind of machine. */
const usualPlaces: { readonly [P in string]?: readonly Found[] } = {
  linux: [
    { name: 'SoftHSM', path: '/usr/lib/softhsm/libsofthsm2.so' },
    { name: 'SoftHSM', path: '/usr/lib/*/softhsm/libsofthsm2.so' },
    { name: 'SoftHSM', path: '/usr/lib64/pkcs11/libsofthsm2.so' },
    { name: 'SoftHSM', path: '/usr/local/lib/softhsm/libsofthsm2.so' },
    { name: 'OpenSC', path: '/usr/lib/*/opensc-pkcs11.so' },
    { name: 'OpenSC', path: '/usr/lib64/opensc-pkcs11.so' },
    { name: 'YubiKey PIV', path: '/usr/lib/*/libykcs11.so' },
    { name: 'YubiHSM 2', path: '/usr/lib/*/pkcs11/yubihsm_pkcs11.so' },
    { name: 'TPM 2.0', path: '/usr/lib/*/pkcs11/libtpm2_pkcs11.so' },
    { name: 'openCryptoki', path: '/usr/lib/*/opencryptoki/libopencryptoki.so' },
    { name: 'NetHSM', path: '/usr/lib/*/libnethsm_pkcs11.so' },
    { name: 'Thales Luna', path: '/usr/safenet/lunaclient/lib/libCryptoki2_64.so' },
    { name: 'Thales ProtectServer', path: '/opt/safenet/protecttoolkit7/ptk/lib/libcryptoki.so' },
    { name: 'Entrust nShield', path: '/opt/nfast/toolkits/pkcs11/libcknfast.so' },
    { name: 'Utimaco', path: '/opt/utimaco/lib/libcs_pkcs11_R3.so' },
    { name: 'AWS CloudHSM', path: '/opt/cloudhsm/lib/libcloudhsm_pkcs11.so' },
  ],
  darwin: [
    { name: 'SoftHSM', path: '/opt/homebrew/lib/softhsm/libsofthsm2.so' },
    { name: 'SoftHSM', path: '/usr/local/lib/softhsm/libsofthsm2.so' },
    { name: 'OpenSC', path: '/Library/OpenSC/lib/opensc-pkcs11.so' },
    { name: 'YubiKey PIV', path: '/opt/homebrew/lib/libykcs11.dylib' },
    { name: 'YubiKey PIV', path: '/usr/local/lib/libykcs11.dylib' },
    { name: 'YubiHSM 2', path: '/opt/homebrew/lib/pkcs11/yubihsm_pkcs11.dylib' },
  ],
  win32: [
    { name: 'SoftHSM', path: 'C:\\SoftHSM2\\lib\\softhsm2-x64.dll' },
    { name: 'OpenSC', path: 'C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll' },
    { name: 'YubiKey PIV', path: 'C:\\Program Files\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll' },
    { name: 'YubiHSM 2', path: 'C:\\Program Files\\Yubico\\YubiHSM Shell\\bin\\pkcs11\\yubihsm_pkcs11.dll' },
    { name: 'Thales Luna', path: 'C:\\Program Files\\SafeNet\\LunaClient\\cryptoki.dll' },
    { name: 'Entrust nShield', path: 'C:\\Program Files\\nCipher\\nfast\\toolkits\\pkcs11\\cknfast.dll' },
  ],
};

/** Where p11-kit keeps what modules there are (pkcs11.conf(5)), and where a name without a folder is looked for. */
const registries = ['/etc/pkcs11/modules', '/usr/share/p11-kit/modules'] as const;
const registryLibraries = ['/usr/lib/*/pkcs11', '/usr/lib64/pkcs11', '/usr/lib/pkcs11'] as const;

/** Other modules' own view of modules: they would be seen twice. */
const proxies = new Set(['p11-kit-proxy', 'p11-kit-trust', 'p11-kit-client']);

/** Libraries that are there, each once. */
export async function findModules(): Promise<readonly Found[]> {
  const candidates = [...(usualPlaces[process.platform] ?? []), ...(await registered())];
  const found = new Map<string, Found>();
  for (const { name, path } of candidates) {
    for (const place of await expand(path)) {
      const real = await ifThere(() => realpath(place));
      if (real !== undefined && !found.has(real)) found.set(real, { path: place, name });
    }
  }
  return [...found.values()];
}

async function registered(): Promise<readonly Found[]> {
  if (process.platform !== 'linux') return [];
  const found: Found[] = [];
  for (const folder of registries) {
    for (const file of (await ifThere(() => readdir(folder))) ?? []) {
      const name = basename(file, '.module');
      if (name === file || proxies.has(name)) continue;
      const path = /^module:\s*(\S.*?)\s*$/m.exec((await ifThere(() => readFile(join(folder, file), 'utf8'))) ?? '')?.[1];
      if (path === undefined) continue;
      if (isAbsolute(path)) found.push({ name, path });
      else found.push(...registryLibraries.map((library) => ({ name, path: join(library, path) })));
    }
  }
  return found;
}

/** Puts the names of folders in the place of a star. */
async function expand(path: string): Promise<readonly string[]> {
  const [before, after] = path.split('/*/');
  if (before === undefined || after === undefined) return [path];
  return ((await ifThere(() => readdir(before))) ?? []).map((folder) => join(before, folder, after));
}

/** @returns undefined for what is not there, or not for us to see */
async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
