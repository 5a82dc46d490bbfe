import type { HsmObject } from '../../../app/contract/key-exchange.ts';
import type { KeyOperation, KeyProperties } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { dayText } from '../../component/moment-text.ts';
import { doneText } from '../key/key-text.ts';
import { usesByVersion } from '../key/version-use.ts';
import { objectName } from './transfer-text.ts';

interface PlanFacts {
  readonly old: HsmObject;
  readonly made: Pick<KeyProperties, 'vault' | 'name' | 'id' | 'operations'>;
  /** Who used the old one, as the log knows it; absent where it is no key of a vault, or one may not read the log. */
  readonly uses?: Output<'KeyUseList'> | undefined;
}

const can = (operations: readonly KeyOperation[], ...some: readonly KeyOperation[]) => operations.some((it) => some.includes(it));

/** What has to be done where a key can't move: a new one takes its place, and what the old one protects goes over to it. */
export function rewrapPlan({ old, made, uses }: PlanFacts): string {
  const from = old.key ? `the key ${old.key.name} of the vault ${old.key.vault}` : `“${objectName(old)}”`;
  const to = `the key ${made.name} of the vault ${made.vault} (${made.id})`;
  const steps = [...usersSteps(old, uses), ...dataSteps(made.operations, from), ...lastSteps(from)];
  return [`From ${from} to ${to}`, '', ...steps.map((step, at) => `${at + 1}. ${step}`), ''].join('\n');
}

function usersSteps(old: HsmObject, uses: PlanFacts['uses']): string[] {
  if (!old.key || !uses) return ['Find out which applications use it: this house’s log doesn’t know it. Ask whoever set up the token.'];
  const users = usesByVersion(uses.items, []).flatMap((use) => use.users);
  const since = dayText(uses.since);
  if (users.length === 0) return [`The log since ${since} knows nobody who used it. Ask its owners before you rely on that.`];
  const lines = users.map(
    ({ identity, operations, lastOn }) =>
      `   - ${identity.name}: ${[...new Set(operations.map(doneText))].join(', ')}, last ${dayText(lastOn)}`,
  );
  return [[`Tell those who used it, as the log since ${since} has it:`, ...new Set(lines)].join('\n')];
}

function dataSteps(operations: readonly KeyOperation[], from: string): string[] {
  return [
    ...(can(operations, 'wrapKey', 'encrypt', 'unwrapKey', 'decrypt')
      ? [
          'Have every application wrap and encrypt with the new key from now on. Both keys stay usable.',
          `Read each wrapped key and each ciphertext once: unwrap or decrypt it with ${from}, wrap or encrypt it with the new key, and write it back in one step. Keep a count of what is left.`,
          'Backups and archives hold older ones: go through them too, or keep the old key for as long as they are kept.',
        ]
      : []),
    ...(can(operations, 'sign', 'verify')
      ? [
          'Give the new public key to everybody who verifies signatures, beside the old one.',
          'Sign with the new key when the last of them has it. Signatures of the old key stay verifiable with its public half.',
          'Have certificates of the old key issued anew for the new one.',
        ]
      : []),
  ];
}

const lastSteps = (from: string): string[] => [
  `Watch for uses of ${from} for as long as your data lives without being touched.`,
  'When there are none left, disable it first, and destroy it some weeks later.',
];
