import { EndpointGet } from '../contract/endpoint.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { readEndpoint, viewEndpoint } from './endpoint-view.ts';

/** How applications reach the house. @throws VaultError IntegrityViolation */
export const getEndpoint: RoomOperation<typeof EndpointGet> = {
  ...readEndpoint,
  at: 'room',
  shape: EndpointGet,
  repeatable: false,
  run: viewEndpoint,
};
