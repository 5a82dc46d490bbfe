/** The works of others that the packaged console carries, by the licence that each names in its package. */
export const licences: readonly { licence: string; works: readonly string[] }[] = [
  {
    licence: 'MIT',
    works: [
      'Electron',
      'Emotion',
      'hpke-js',
      'Kysely',
      'MUI Material UI',
      'node-argon2 by napi-rs',
      'keyring-node by napi-rs',
      'noble-curves and noble-hashes',
      'pino',
      'pkcs11js',
      'React',
      'SQLite3 Multiple Ciphers for better-sqlite3',
      'Tabler Icons',
      'TanStack Query, Router and Virtual',
      'Zod',
      'electron-store',
    ],
  },
  { licence: 'Apache 2.0', works: ['canonicalize', 'shamir-secret-sharing'] },
  { licence: 'SIL Open Font License 1.1', works: ['Inter', 'JetBrains Mono'] },
];
