import { createServer } from 'node:https';
import * as z from 'zod';
import { createCertificateMaker } from '../../main/authority/certificate-maker.ts';

const setting = z.object({ host: z.string(), bodyBytes: z.number() });

/** Answers every request with the same, after it was read: what the runtime itself costs. Its certificate is of the kind that the house has. */
async function serve({ host, bodyBytes }: z.infer<typeof setting>): Promise<void> {
  const maker = createCertificateMaker();
  const authority = await maker.makeAuthority('Bench', Date.now());
  const leaf = await maker.issue({ pem: authority.publicPart, secret: authority.secret }, host, Date.now());
  const key = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(leaf.secret).toString('base64')}\n-----END PRIVATE KEY-----\n`;
  const body = Buffer.alloc(bodyBytes, 'a');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bodyBytes };
  const server = createServer({ key, cert: leaf.publicPart, minVersion: 'TLSv1.2' }, (request, response) => {
    request.resume().on('end', () => response.writeHead(200, headers).end(body));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : undefined, ca: authority.publicPart });
  });
}

process.once('message', (message) => void serve(setting.parse(message)));
