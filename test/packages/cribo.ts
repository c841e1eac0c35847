import { fileURLToPath } from 'node:url';

/** The built command. */
export const cribo = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
