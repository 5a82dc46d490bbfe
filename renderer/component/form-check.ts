import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, FieldValues, Resolver } from 'react-hook-form';
import type * as z from 'zod';
import { contract, type CallName, type Input } from '../../app/contract/operation.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { fieldErrors } from '../api/field-error.ts';

function limitOf(issue: z.core.$ZodIssue): { limit?: number } {
  if (issue.code === 'too_small') return { limit: Number(issue.minimum) };
  return issue.code === 'too_big' ? { limit: Number(issue.maximum) } : {};
}

const problemOf = (issue: z.core.$ZodIssue) => (issue.code === 'custom' ? issue.message : issue.code);

/**
 * Says of each field what the contract would refuse, in the words that the engine's own refusal is given.
 * @returns sentences by dotted path; empty when the input may be sent
 */
export function checkInput<N extends CallName>(operation: N, input: unknown): Readonly<Record<string, string>> {
  const parsed = contract[operation].input.safeParse(input);
  if (parsed.success) return {};
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: problemOf(issue), ...limitOf(issue) }));
  return fieldErrors(new VaultError('BadParameter', { issues }), operation);
}

/**
 * Checks a form by the contract of the operation that it asks for.
 * @param toInput makes the operation's input from what the form holds
 * @param fieldOf names the form's field for a path of the input, where the two differ
 */
export function contractResolver<V extends FieldValues, N extends CallName>(
  operation: N,
  toInput: (values: V) => Input<N>,
  fieldOf: (path: string) => string = (path) => path,
): Resolver<V> {
  return (values, _context, options) => {
    const sentences = checkInput(operation, toInput(values));
    const entries = Object.entries(sentences).map(([path, message]): [string, FieldError] => [
      fieldOf(path),
      { type: 'contract', message },
    ]);
    if (entries.length === 0) return { values, errors: {} };
    return { values: {}, errors: toNestErrors<V>(Object.fromEntries(entries), options) };
  };
}
