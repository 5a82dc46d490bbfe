/**
 * Switches that open a debugger, weaken the sandbox, change where the program connects or load foreign code. A packaged build that
 * is started with one of them does not start.
 */
const forbidden = [
  'allow-file-access-from-files', 'allow-running-insecure-content', 'auth-server-whitelist', 'disable-features', 'disable-gpu-sandbox',
  'disable-namespace-sandbox', 'disable-seccomp-filter-sandbox', 'disable-setuid-sandbox', 'disable-site-isolation-trials',
  'disable-web-security', 'enable-blink-features', 'enable-features', 'enable-logging', 'experimental-loader', 'gpu-launcher',
  'host-resolver-rules', 'host-rules', 'ignore-certificate-errors', 'import', 'in-process-gpu', 'inspect', 'js-flags', 'load-extension',
  'loader', 'log-net-log', 'net-log', 'no-sandbox', 'no-zygote', 'password-store', 'proxy-server', 'ppapi-plugin-launcher', 'remote-allow-origins',
  'remote-debugging-', 'renderer-cmd-prefix', 'renderer-process-limit', 'require', 'single-process', 'ssl-key-log-file',
  'unsafely-', 'user-data-dir', 'utility-cmd-prefix', 'v8-',
]; // prettier-ignore

/** Short forms that Node knows. */
const forbiddenShort = new Set(['-r', '-e', '-p', '-i']);

const isForbidden = (argument: string): boolean => {
  if (forbiddenShort.has(argument)) return true;
  const name = /^--?([a-z][a-z0-9-]*)/i.exec(argument)?.[1]?.toLowerCase();
  return (
    name !== undefined && forbidden.some((one) => (one.endsWith('-') ? name.startsWith(one) : name === one || name.startsWith(`${one}-`)))
  );
};

/**
 * Finds the switches with which a packaged build must not run.
 * @param args of the program and of its runtime
 * @param environment in which `NODE_OPTIONS` counts as arguments
 */
export function findForbidden(args: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  const { NODE_OPTIONS: options = '' } = environment;
  return [...args, ...options.split(/\s+/)].filter(isForbidden).map((argument) => argument.split('=')[0] ?? argument);
}
