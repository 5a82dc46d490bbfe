import type { AttestationIssuer } from '../../app/contract/attestation.ts';
import type { Input, OperationName, Output } from '../../app/contract/operation.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const time = 1_790_000_000_000;

/** An authority that the house believes. */
export const anIssuer: AttestationIssuer = {
  id,
  name: 'Contoso',
  authority: 'https://contoso.attest.example',
  keys: [{ kid: 'first', algorithm: 'RS256', fingerprint: 'f'.repeat(43) }],
  changedBy: 'ada',
  changedOn: time,
};

/** One good input and output of every operation on whom the house believes. */
export const releaseSample = {
  AttestationIssuerList: { input: {}, output: { items: [anIssuer] } },
  AttestationIssuerPut: {
    input: { name: 'Contoso', authority: anIssuer.authority, keySet: new TextEncoder().encode('{"keys":[]}') },
    output: anIssuer,
  },
  AttestationIssuerRemove: { input: { id }, output: {} },
} satisfies { readonly [N in Extract<OperationName, `Attestation${string}`>]: { input: Input<N>; output: Output<N> } };
