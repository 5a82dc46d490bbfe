import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anEndpoint } from '../../../support/sample-application.ts';
import { fill } from '../../support/open-house.tsx';
import { openConsole } from '../../support/open-console.tsx';
import { withLayout } from '../../support/layout.ts';
import { aVault } from '../../support/sample.ts';
import { fullScene } from '../../support/scene.ts';
import { anEndpointScene, type EndpointScene } from '../../support/scripted-endpoint.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const serving = { ...anEndpoint, startedOn: now - 3_600_000 };

async function atEndpoint(change: Partial<EndpointScene> = {}, at = '/endpoint') {
  const scene = { ...fullScene(now), endpoint: anEndpointScene(change) };
  const page = openConsole(scene, at);
  await screen.findByRole('switch', { name: 'Serve applications' });
  const press = async (name: string | RegExp, inside: HTMLElement = document.body) =>
    page.person.click(await within(inside).findByRole('button', { name }));
  const paste = async (label: string, text: string, inside: HTMLElement) => {
    await page.person.click(within(inside).getByLabelText(label));
    await page.person.paste(text);
  };
  return { ...page, endpoint: scene.endpoint, press, paste };
}

const theSwitch = () => screen.getByRole('switch', { name: 'Serve applications' });
const foot = () => within(screen.getByRole('contentinfo'));

describe('the switch', () => {
  it('is off at first, says what it means, and serves at once with a way back', async () => {
    const { person, press } = await atEndpoint();
    expect(theSwitch().getAttribute('aria-checked')).toBe('false');
    expect(screen.getByText(/Only programs on this computer can connect/)).toBeTruthy();
    expect(await foot().findByRole('button', { name: 'Endpoint off' })).toBeTruthy();
    await person.click(theSwitch());
    await waitFor(() => expect(theSwitch().getAttribute('aria-checked')).toBe('true'));
    expect(await foot().findByRole('button', { name: 'Endpoint on · 8443' })).toBeTruthy();
    await press('Undo');
    await waitFor(() => expect(theSwitch().getAttribute('aria-checked')).toBe('false'));
  });

  it('says what stands against it, and what to do', async () => {
    const { person } = await atEndpoint({ problem: 'port-in-use' });
    await person.click(theSwitch());
    expect((await screen.findByRole('alert')).textContent).toMatch(/Another program uses this port.*choose another port/);
    expect(await foot().findByRole('button', { name: 'Endpoint failed' })).toBeTruthy();
  });

  it('that one may not press says which role is missing', async () => {
    const scene = { ...fullScene(now), endpoint: anEndpointScene() };
    const refusal = { missing: 'Strongroom.Instance/endpoint/write', smallestRole: 'Contributor', grantors: ['L. Brandt'] };
    scene.access.refuse = ({ operation }) => (operation === 'EndpointPut' ? refusal : undefined);
    const { person, client } = openConsole(scene, '/endpoint');
    const button = await screen.findByRole('switch', { name: 'Serve applications' });
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
    await person.click(button);
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(client.asked).not.toContain('EndpointPut');
  });
});

describe('while the window is locked', () => {
  it('serving goes on only where it was chosen, which the foot then says', async () => {
    const { press, endpoint } = await atEndpoint({ endpoint: serving });
    await press('Keep serving');
    expect(await foot().findByRole('button', { name: 'Endpoint on · 8443 · served while locked' })).toBeTruthy();
    expect(endpoint.endpoint.servesLocked).toBe(true);
    expect(screen.getByText(/Sealing stops everything either way/)).toBeTruthy();
  });
});

describe('the address', () => {
  it('names every vault by the suffix and port that are set', async () => {
    await atEndpoint({ endpoint: { ...serving, name: { ...serving.name, suffix: 'vault.example.com', port: 443 } } });
    expect(await screen.findByRole('button', { name: /^https:\/\/payroll\.vault\.example\.com\/ ?, copy URI of payroll$/ })).toBeTruthy();
  });

  it('takes another port at once', async () => {
    const { press, endpoint } = await atEndpoint();
    await press('Change…');
    const panel = await screen.findByRole('dialog', { name: 'Address of the endpoint' });
    fill(within(panel).getByLabelText('Port'), '70000');
    expect(within(panel).getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
    fill(within(panel).getByLabelText('Port'), '9443');
    await press('Save', panel);
    await screen.findByText('The address is saved.');
    expect(endpoint.put).toMatchObject({ port: 9443, address: 'loopback', given: [undefined, undefined, undefined] });
    expect(endpoint.put?.['suffix']).toBeUndefined();
  });

  it('that other computers reach takes names of one’s own, a certificate, a reason and the password', async () => {
    const { press, paste, person, endpoint } = await atEndpoint();
    await press('Change…');
    const panel = await screen.findByRole('dialog', { name: 'Address of the endpoint' });
    await person.click(within(panel).getByRole('radio', { name: 'An address of this computer' }));
    const save = within(panel).getByRole('button', { name: 'Save' });
    fill(within(panel).getByLabelText('IP address'), '192.168.1.20');
    fill(within(panel).getByLabelText('Suffix'), 'vault.example.com');
    await person.upload(within(panel).getByLabelText('File of the certificate'), new File(['cert'], 'chain.pem'));
    await person.upload(within(panel).getByLabelText('File of the private key'), new File(['key'], 'key.pem'));
    fill(within(panel).getByLabelText('Reason'), 'the build server reads too');
    expect(save.getAttribute('aria-disabled')).toBe('true');
    await paste('Your password', 'my very own password', panel);
    await person.click(save);
    await screen.findByText('The address is saved.');
    expect(endpoint.put).toMatchObject({
      address: '192.168.1.20',
      suffix: 'vault.example.com',
      reason: 'the build server reads too',
      given: ['password', 'certificate', 'key'],
    });
  });
});

describe('names and trust', () => {
  it('are asked for on demand; the lines are shown before they are written, and can be taken back', async () => {
    const { press, endpoint } = await atEndpoint({ endpoint: serving });
    await press('Check now');
    const names = await screen.findByRole('group', { name: 'Names' });
    expect(within(names).getAllByText('not found')).toHaveLength(3);
    expect(screen.getByRole('group', { name: 'Trust' }).textContent).toMatch(/not trusted by the system/);
    await press('Write the lines…');
    const dialog = await screen.findByRole('dialog', { name: 'Write to /etc/hosts' });
    expect(within(dialog).getByRole('group', { name: 'Lines to be written' }).textContent).toContain('127.0.0.1 payroll.vault.localhost');
    expect(endpoint.hosts).toEqual([]);
    await press('Write the lines', dialog);
    await waitFor(() => expect(within(names).getAllByText('found here')).toHaveLength(3));
    expect(endpoint.hosts).toEqual([['payroll', 'platform']]);
    await press('Undo');
    await waitFor(() => expect(endpoint.hosts).toEqual([['payroll', 'platform'], []]));
  });

  it('where the file can’t be written the command is there to copy', async () => {
    const { check } = anEndpointScene();
    const { press, person } = await atEndpoint({ endpoint: serving, check: { ...check, hosts: { ...check.hosts, writable: 'no' } } });
    await press('Check now');
    const block = await screen.findByRole('group', { name: 'Command' });
    expect(screen.queryByRole('button', { name: 'Write the lines…' })).toBeNull();
    await person.click(within(block.parentElement ?? block).getByRole('button', { name: 'Copy command' }));
    expect(await navigator.clipboard.readText()).toBe(check.hosts.command);
  });

  it('say how each system and language comes to trust the authority, and nowhere how not to check', async () => {
    const { person } = await atEndpoint({ endpoint: serving });
    const texts: string[] = [];
    for (const [group, names] of Object.entries({
      'The whole computer': ['Debian, Ubuntu', 'Fedora, Red Hat', 'macOS', 'Windows'],
      'One program': ['Node.js', 'Python', 'Go', '.NET', 'Java', 'curl'],
    })) {
      const [part] = screen.getAllByRole('group', { name: group });
      for (const name of names) {
        await person.click(within(part ?? document.body).getByRole('button', { name }));
        texts.push(within(part ?? document.body).getByRole('group', { name: `Command for ${name}` }).textContent ?? '');
      }
    }
    const all = texts.join('\n');
    for (const word of [
      'update-ca-certificates',
      'add-trusted-cert',
      'certutil',
      'NODE_EXTRA_CA_CERTS',
      'REQUESTS_CA_BUNDLE',
      'keytool',
      '--cacert',
    ])
      expect(all).toContain(word);
    expect(document.body.textContent).not.toMatch(/NODE_TLS_REJECT|--insecure|curl -k|verify=False|CERT_NONE/i);
  });

  it('with a certificate of one’s own need no authority', async () => {
    const own = { fingerprint: 'f'.repeat(43), until: now + 86_400_000, pools: true };
    await atEndpoint({ endpoint: { ...serving, authority: undefined, own } });
    expect(screen.queryByRole('button', { name: 'Save CA file' })).toBeNull();
  });

  it('say what a certificate of one’s own leaves out, and name pools by their own suffix', async () => {
    const name = { ...serving.name, suffix: 'vault.example.com' };
    const own = { fingerprint: 'f'.repeat(43), until: now + 86_400_000, pools: false };
    const endpoint = { ...serving, name, authority: undefined, own };
    await atEndpoint({ endpoint });
    expect(screen.getByText('It doesn’t name *.managedhsm.vault.example.com, which pools would need.')).toBeTruthy();
    cleanup();
    const scene = { ...fullScene(now), endpoint: anEndpointScene({ endpoint }) };
    openConsole({ ...scene, vaults: [aVault('hsms', now, { tier: 'managed-hsm' })] }, '/endpoint');
    expect(await screen.findByText(/applications can’t connect to your pools/)).toBeTruthy();
    expect(screen.getByText(/hsms\.managedhsm\.vault\.example\.com/)).toBeTruthy();
  });

  it('a vault gets an address without a name, and loses it again', async () => {
    const { person, press, endpoint } = await atEndpoint({ endpoint: serving });
    const region = screen.getByRole('region', { name: 'Addresses without names' });
    expect(region.textContent).toContain('JavaScript, Python and Go');
    await person.click(within(region).getByRole('combobox', { name: 'Add one for' }));
    await person.click(await screen.findByRole('option', { name: 'payroll' }));
    expect(await within(region).findByRole('button', { name: /https:\/\/127\.0\.0\.1:8444/ })).toBeTruthy();
    await press('Take the address of payroll away', region);
    await waitFor(() => expect(endpoint.endpoint.byPort).toEqual([]));
  });
});

describe('limits and use', () => {
  it('show what is asked just now against each limit', async () => {
    const meters = { connections: 3, vaults: [{ vault: 'payroll', answered: 1200, throttled: 4 }] };
    await atEndpoint({ endpoint: serving, meters });
    const meter = await screen.findByRole('meter', { name: 'payroll' });
    expect(meter.getAttribute('aria-valuetext')).toBe('1,200 of 4,000');
    expect(screen.getByText('4 turned away')).toBeTruthy();
    expect(screen.getByRole('meter', { name: 'Connections' }).getAttribute('aria-valuenow')).toBe('3');
  });

  it('limits are changed within their bounds', async () => {
    const { press, endpoint } = await atEndpoint({ endpoint: serving });
    await press('Change limits…');
    const panel = await screen.findByRole('dialog', { name: 'Limits of the endpoint' });
    fill(within(panel).getByLabelText('Requests for each vault'), '5');
    expect(within(panel).getByText('A whole number from 10 to 10,000,000.')).toBeTruthy();
    fill(within(panel).getByLabelText('Requests for each vault'), '8000');
    await press('Save', panel);
    await screen.findByText('The limits are saved.');
    expect(endpoint.endpoint.limit).toEqual({ vaultPer10s: 8000, identityPer10s: 4000, connections: 512 });
  });

  it('use is told by day, vault and operation, as a picture and as a table', async () => {
    const use = { day: now, vault: 'payroll', operation: 'SecretGet', answered: 41, refused: 1 };
    await atEndpoint({ endpoint: serving, usage: [use, { ...use, operation: 'SecretList', answered: 2, refused: 0 }] });
    const table = await screen.findByRole('table', { name: 'Answered in the last 30 days' });
    expect(within(table).getByRole('cell', { name: '43' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'SecretGet 41 1' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'payroll 43 1' })).toBeTruthy();
  });
});

it('the palette leads to connecting an application', async () => {
  const { person } = await atEndpoint({ endpoint: serving });
  await person.keyboard('{Control>}k{/Control}');
  fill(await screen.findByRole('combobox', { name: /Search every vault/ }), 'use in an');
  await person.keyboard('{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Use in an application' })).toBeTruthy();
});

it('what other computers reach is switched on with a reason and the password', async () => {
  const off = anEndpointScene().endpoint;
  const { person, press, paste, endpoint } = await atEndpoint({ endpoint: { ...off, address: '192.168.1.20' } });
  await person.click(theSwitch());
  const dialog = await screen.findByRole('dialog', { name: 'Serve applications' });
  expect(endpoint.put).toBeUndefined();
  fill(within(dialog).getByLabelText('Reason'), 'the build server reads too');
  await paste('Your password', 'my very own password', dialog);
  await press('Serve them', dialog);
  await waitFor(() =>
    expect(endpoint.put).toMatchObject({ on: true, reason: 'the build server reads too', given: ['password', undefined, undefined] }),
  );
});
