import type * as z from 'zod';

/**
 * What the window and the engine agree on for one operation: its name (Key Vault's log name where it has one) and the schemas of
 * what goes in and comes out. Output schemas are allow-lists: a field that is not named never leaves the engine.
 */
export interface Shape<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Kind extends 'call' | 'stream' = 'call' | 'stream',
> {
  readonly name: Name;
  /** `call` answers once; `stream` answers with any number of items until it ends or is cancelled. */
  readonly kind: Kind;
  readonly input: Input;
  /** The answer of a call, or one item of a stream. */
  readonly output: Output;
}

/** Declares an operation that answers once. */
export const call = <Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  input: Input,
  output: Output,
): Shape<Name, Input, Output, 'call'> => ({ name, kind: 'call', input, output });

/** Declares an operation that answers with a stream of items. */
export const stream = <Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  input: Input,
  output: Output,
): Shape<Name, Input, Output, 'stream'> => ({ name, kind: 'stream', input, output });

export type InputOf<S extends Shape> = z.output<S['input']>;
export type OutputOf<S extends Shape> = z.output<S['output']>;
