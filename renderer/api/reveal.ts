import type { Input, Output } from '../../app/contract/operation.ts';
import type { CallOptions, Client } from './client.ts';

/**
 * Reads one value, by an explicit act of the person. Never a query: a value is in no cache.
 * @returns the value as UTF-8 bytes that the caller zeroes as soon as it is shown or copied
 */
export const revealSecret = (client: Client, input: Input<'SecretGet'>, options?: CallOptions): Promise<Output<'SecretGet'>> =>
  client.call('SecretGet', input, options);

/**
 * Draws recovery shares before the instance exists. Never a query or mutation: shares are in no cache.
 * @returns shares that the caller zeroes once they are printed or saved
 */
export const prepareInstance = (
  client: Client,
  split: Input<'InstancePrepare'>['split'],
  options?: CallOptions,
): Promise<Output<'InstancePrepare'>> => client.call('InstancePrepare', { split }, options);

/** Whether two versions hold the same value. Recorded as a read of both, so never a query: it is asked by an explicit act. */
export const compareSecret = (client: Client, input: Input<'SecretCompare'>, options?: CallOptions): Promise<Output<'SecretCompare'>> =>
  client.call('SecretCompare', input, options);
