import manifest from '../package.json' with { type: 'json' };

/** Version of the product, as its manifest says. */
export const appVersion: string = manifest.version;
