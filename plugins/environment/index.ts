import type { Context } from '../../core/context.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Environment } from './environment.ts';
import { findEnvironment } from './find-environment.ts';

/** What other plugins ask the environment plugin for. */
interface EnvironmentApi {
  /** The environment of the program; found when it is first asked for. Nothing where there is none. */
  environment(): Environment | undefined;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:environment': EnvironmentApi;
  }
}

/** Finds the environment that holds third-party code, when another plugin needs to know it. */
export default function environmentPlugin(): Plugin {
  let build: Context;
  let found: { readonly environment: Environment | undefined } | undefined;
  const api: EnvironmentApi = {
    environment: () => (found ??= { environment: findEnvironment(build) }).environment,
  };
  return {
    name: 'cribo:environment',
    api,
    start: {
      order: 'pre',
      handler(_options, context) {
        build = context;
        found = undefined;
      },
    },
  };
}
