/**
 * Variables by which PKCS #11 libraries find their configuration: SoftHSM, Kryoptic, OpenSC, p11-kit, YubiHSM, TPM 2.0, Thales Luna,
 * Utimaco, Entrust nShield, NetHSM, Google Cloud. What a library may be told so, its maker says; none of them bends Node or the loader.
 */
export const moduleVariables: ReadonlySet<string> = new Set([
  'SOFTHSM2_CONF', 'KRYOPTIC_CONF', 'OPENSC_CONF', 'P11_KIT_SERVER_ADDRESS', 'YUBIHSM_PKCS11_CONF', 'TPM2_PKCS11_STORE',
  'TPM2_PKCS11_TCTI', 'ChrystokiConfigurationPath', 'CS_PKCS11_R2_CFG', 'CS_PKCS11_R3_CFG', 'NFAST_HOME', 'NFAST_KMDATA',
  'CKNFAST_LOADSHARING', 'CKNFAST_FAKE_ACCELERATOR_LOGIN', 'P11NETHSM_CONFIG_FILE', 'KMS_PKCS11_CONFIG', 'GOOGLE_APPLICATION_CREDENTIALS',
]); // prettier-ignore
