import type { Attestations } from '../attestation/attestations.ts';
import type { CertificateMaker } from '../endpoint/certificate-maker.ts';
import type { ReleaseSigning } from '../key/release-statement.ts';
import type { Certificates } from './certificate.ts';
import type { Offers } from './offer.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** What proves things to others, and reads what others prove by: tokens, offers and certificates. It keeps no key. */
export interface Authority {
  readonly issuer: TokenIssuer;
  readonly offers: Offers;
  readonly certificates: Certificates;
  readonly maker: CertificateMaker;
  readonly attestations: Attestations;
  readonly releases: ReleaseSigning;
}
