// Declaration merging from outside, as a plugin in a package of its own does it.
import type { Context, Module, ModuleMeta, Plugin } from 'cribo';
import { same } from './same.ts';

declare module 'cribo' {
  interface ModuleMeta {
    coverage?: { lines: number };
  }
  interface PluginApis {
    coverage: { total(): number };
  }
}

export const plugin: Plugin = {
  name: 'coverage',
  api: { total: () => 1 },
  analyse: ({ meta, text }) => void (meta.coverage = { lines: text.length }),
};

export function uses(context: Context, { meta }: Module): void {
  same<typeof meta, ModuleMeta>();
  same<typeof meta.coverage, { lines: number } | undefined>();
  const api = context.api('coverage');
  same<typeof api, { total(): number } | undefined>();
  const unknown = context.api('of some other plugin');
  same<typeof unknown, unknown>();
  // @ts-expect-error lines is a number
  meta.coverage = { lines: 'many' };
  // @ts-expect-error nobody declared this
  meta.nobody = 1;
}
