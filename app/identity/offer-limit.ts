/** How long an offer may be taken. */
export const offerMs = 30 * 86_400_000;

/** How many certificates an offer holds at the most. */
export const mostOfferedCertificates = 16;
