import type { Plugin } from 'cribo';

/** Milliseconds; those of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated byte for byte. */
function buildTime(): number {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return epoch === undefined ? Date.now() : Number(epoch) * 1000;
}

/** Serves `import build_stamp`, a module that has no file. */
export default function buildStampPlugin(): Plugin {
  return {
    name: 'build-stamp',
    resolve: {
      filter: { name: 'build_stamp' },
      handler: ({ name }) => ({ id: `virtual:${name}` }),
    },
    load: {
      filter: { name: 'build_stamp' },
      handler: () => ({ code: `TIME = "${new Date(buildTime()).toISOString()}"\n` }),
    },
  };
}
