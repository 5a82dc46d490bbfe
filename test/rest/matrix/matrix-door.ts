import { randomUUID } from 'node:crypto';
import { TokenCreate } from '../../../app/contract/application.ts';
import { type EndpointName, poolSuffix, usualEndpointLimit } from '../../../app/contract/endpoint.ts';
import { createSessionHolder } from '../../../app/identity/session.ts';
import { operations } from '../../../app/operation/table.ts';
import { unthrottled } from '../../../app/operation/throttle.ts';
import { createCertificateMaker } from '../../../main/authority/certificate-maker.ts';
import { createTokens } from '../../../main/authority/token.ts';
import { openRest } from '../../../main/rest/rest-door.ts';
import type { Engine } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { freePort } from '../../support/a-rest-house.ts';
import { storeApplication } from '../../support/an-application.ts';
import { openRestClient, type RestClient } from '../../support/rest-client.ts';
import { raise } from '../../matrix/sealed-window.ts';
import { tie } from '../../matrix/tied.ts';

/** For names of vaults, and for those of pools. */
export interface PlaneTokens {
  readonly vaults: string;
  readonly pools: string;
}

/** The real door, in front of a corridor whose operations have their hands tied. */
export interface MatrixDoor {
  readonly rest: RestClient;
  /** The tokens of an application that holds one role at one scope. */
  tokensOf(role: string, scope: string): Promise<PlaneTokens>;
  close(): Promise<void>;
}

const never = new AbortController().signal;

export async function openMatrixDoor(engine: Engine, now: () => number): Promise<MatrixDoor> {
  const tenantId = (await roomsOf(engine).store.read((tx) => tx.directory.findTenant()))?.id ?? '';
  const name = { suffix: 'vault.localhost', authority: 'login.localhost', port: await freePort(), tenantId };
  await engine.endpoint.apply({ ...plan, name });
  const tokens = createTokens({ place: () => ({ name, byPort: [] }) });
  const corridor = engine.corridorWith({ operations: tie(operations, new Set()), tokens, throttle: unthrottled, reportBug: raise });
  const { leaf, ca } = await openAuthority();
  const door = await openRest({
    corridor,
    names: { ...name, byPort: [] },
    leaf,
    address: 'loopback',
    limit: usualEndpointLimit,
    login: [],
    meter: { note: () => undefined },
    newId: randomUUID,
    now,
    onBug: raise,
  });
  const rest = openRestClient({ port: door.port, ca }, 32);
  return {
    rest,
    tokensOf: (role, scope) => askTokens(engine, name, { role, scope }),
    async close() {
      rest.close();
      await door.close();
    },
  };
}

const plan = {
  on: true,
  address: 'loopback',
  byPort: [],
  limit: usualEndpointLimit,
  servesLocked: false,
  certificate: undefined,
} as const;

/** Certificates of the kind that the house has. */
async function openAuthority() {
  const maker = createCertificateMaker();
  const authority = await maker.makeAuthority('Matrix', Date.now());
  const signer = { pem: authority.publicPart, secret: authority.secret };
  const leaves = new Map<string, Promise<{ cert: string; key: string }>>();
  async function issue(host: string) {
    const { publicPart, secret } = await maker.issue(signer, host, Date.now());
    return { cert: publicPart, key: `-----BEGIN PRIVATE KEY-----\n${Buffer.from(secret).toString('base64')}\n-----END PRIVATE KEY-----\n` };
  }
  const leaf = (host: string) => {
    const known = leaves.get(host) ?? issue(host);
    leaves.set(host, known);
    return known;
  };
  return { ca: authority.publicPart, leaf };
}

async function askTokens(engine: Engine, name: EndpointName, grant: { role: string; scope: string }): Promise<PlaneTokens> {
  const { clientId, secret } = await storeApplication(engine, `a${randomUUID()}`, grant);
  const caller = { id: randomUUID(), door: 'rest', address: '127.0.0.1', session: createSessionHolder() } as const;
  const origin = `https://${name.authority}:${name.port}`;
  const askFor = async (suffix: string): Promise<string> => {
    const input = {
      // What is sent is zeroed.
      proof: { kind: 'secret', clientId, secret: secret.slice() },
      resource: `https://${suffix}:${name.port}`,
      issuer: `${origin}/${name.tenantId}`,
    };
    const output = await engine.corridor.call({ caller, name: 'TokenCreate', requestId: randomUUID(), input, signal: never });
    return new TextDecoder().decode(TokenCreate.output.parse(output).token);
  };
  return { vaults: await askFor(name.suffix), pools: await askFor(poolSuffix(name)) };
}
