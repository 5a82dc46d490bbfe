import { join } from 'node:path';

/**
 * Electron's nine fuses. They are switched in the binary itself, before it is signed, so that no argument and no environment variable
 * switches them back. The packer's own setting knows only eight of them.
 */
export const fuses = /** @type {const} */ ({
  // As an interpreter for any script, the signed program would lend its name to it.
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  // There is no such snapshot.
  LoadBrowserProcessSpecificV8Snapshot: false,
  // The page lives on a scheme of its own.
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
});

/**
 * Switches all fuses of a binary, and fails when it has one that is not named here.
 * @param {string} binary
 */
export async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: true,
    [FuseV1Options.RunAsNode]: fuses.RunAsNode,
    [FuseV1Options.EnableCookieEncryption]: fuses.EnableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: fuses.EnableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: fuses.EnableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: fuses.EnableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: fuses.OnlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: fuses.LoadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: fuses.GrantFileProtocolExtraPrivileges,
    [FuseV1Options.WasmTrapHandlers]: fuses.WasmTrapHandlers,
  });
}

/**
 * The packer calls this when everything lies in its folder, before it signs.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { executableName?: string, appInfo: { productFilename: string } } }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.executableName ?? packager.appInfo.productFilename;
  const ending = electronPlatformName === 'darwin' ? '.app' : electronPlatformName === 'win32' ? '.exe' : '';
  await setFuses(join(appOutDir, `${name}${ending}`));
}
