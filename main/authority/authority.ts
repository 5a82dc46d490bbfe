import type { Authority } from '../../app/identity/authority.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { createAttestations } from './attestation.ts';
import { createCertificateMaker } from './certificate-maker.ts';
import { createOffers } from './offer.ts';
import { createReleaseSigning } from './release.ts';
import { createCertificates } from './read-certificate.ts';
import { createTokenIssuer } from './token-issuer.ts';

export const createAuthority = (clock: Pick<Clock, 'now' | 'ticks'>): Authority => ({
  issuer: createTokenIssuer(clock),
  offers: createOffers(),
  certificates: createCertificates(),
  maker: createCertificateMaker(),
  attestations: createAttestations(),
  releases: createReleaseSigning(),
});
