/** One way to have something trust the authority. `{file}` is its certificate as it was saved. */
export interface Guide {
  readonly name: string;
  /** What it is for, or what to mind. */
  readonly note: string;
  readonly command: string;
  /** Takes it back. */
  readonly undo?: string;
}

/** The name under which the certificate is saved. */
export const caFile = 'strongroom-ca.pem';

/** For every program that asks the system. */
export const systemGuides: readonly Guide[] = [
  {
    name: 'Debian, Ubuntu',
    note: 'For Go, .NET, curl and everything built on OpenSSL; new programs from then on.',
    command: `sudo cp ${caFile} /usr/local/share/ca-certificates/strongroom-ca.crt && sudo update-ca-certificates`,
    undo: 'sudo rm /usr/local/share/ca-certificates/strongroom-ca.crt && sudo update-ca-certificates --fresh',
  },
  {
    name: 'Fedora, Red Hat',
    note: 'For Go, .NET, curl and everything built on OpenSSL; new programs from then on.',
    command: `sudo cp ${caFile} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust`,
    undo: `sudo rm /etc/pki/ca-trust/source/anchors/${caFile} && sudo update-ca-trust`,
  },
  {
    name: 'macOS',
    note: 'For Go, .NET, curl and Safari. The system asks for an administrator.',
    command: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${caFile}`,
    undo: `sudo security remove-trusted-cert -d ${caFile}`,
  },
  {
    name: 'Windows',
    note: 'For Go, .NET and curl of your own account. Windows shows the fingerprint and asks.',
    command: `certutil -user -addstore Root ${caFile}`,
    undo: 'certutil -user -delstore Root "Strongroom on this computer"',
  },
];

/** For programs that keep a list of their own. */
export const programGuides: readonly Guide[] = [
  {
    name: 'Node.js',
    note: 'Adds it to the authorities that Node.js knows. The variable must be there before the program starts.',
    command: `export NODE_EXTRA_CA_CERTS="$PWD/${caFile}"`,
  },
  {
    name: 'Python',
    note: 'Python then knows the authorities of that file alone, so the copy holds its own list too.',
    command: `cat "$(python3 -m certifi)" ${caFile} > ca-bundle.pem
export REQUESTS_CA_BUNDLE="$PWD/ca-bundle.pem" SSL_CERT_FILE="$PWD/ca-bundle.pem"`,
  },
  {
    name: 'Go',
    note: 'On Linux. Elsewhere Go asks the system.',
    command: `export SSL_CERT_FILE="$PWD/${caFile}"`,
  },
  {
    name: '.NET',
    note: '.NET asks the system: have that trust it. On Linux this does too, without an administrator.',
    command: `export SSL_CERT_FILE="$PWD/${caFile}"`,
  },
  {
    name: 'Java',
    note: 'A copy of the trust store that Java came with, and the authority in it.',
    command: `cp "$JAVA_HOME/lib/security/cacerts" strongroom-truststore
keytool -importcert -noprompt -alias strongroom -file ${caFile} -keystore strongroom-truststore -storepass changeit
export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=$PWD/strongroom-truststore"`,
  },
  { name: 'curl', note: 'For one command.', command: `curl --cacert ${caFile} https://…` },
];
