import { ConsentPreview } from '../contract/application.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toApplication } from './application-view.ts';
import { readConsent } from './read-consent.ts';

/** Reads an offer without taking it. */
export const previewConsent: RoomOperation<typeof ConsentPreview> = {
  at: 'room',
  shape: ConsentPreview,
  needs: { kind: 'action', action: 'microsoft.directory/applications/create' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('offer of another tenant'),
  async run(room, input) {
    const { offer, certificates, standing } = await readConsent(room, input.offer);
    const { clientId, name, description, tenantId, tenant, fingerprint } = offer;
    return {
      clientId,
      name,
      description,
      tenantId,
      tenant,
      fingerprint,
      certificates: certificates.map(({ thumbprint, until }) => ({ hint: thumbprint, until })),
      ...(standing && { standing: await toApplication(room, standing.application), sameKey: standing.sameKey }),
    };
  },
};
