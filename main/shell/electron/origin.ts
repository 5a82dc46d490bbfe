/** Where the page lives: a scheme that only this program answers. */
export const pageScheme = 'app';
export const pageOrigin = `${pageScheme}://console`;

/** IPC channels between the preload and the shell. */
export const channel = { opened: 'strongroom:opened', toShell: 'strongroom:to-shell', toPage: 'strongroom:to-page' } as const;
