import type { Plugin } from 'cribo';

/** Options of the plugin. */
export interface YamlSettingsOptions {
  /** The YAML file, relative to the folder that the build runs in. @default 'settings.yaml' */
  file?: string | undefined;
  /** Dotted name of the module that Python imports. @default 'settings' */
  module?: string | undefined;
}

/** Serves a module whose globals are the top-level keys of a YAML file. */
export default function yamlSettingsPlugin(options?: YamlSettingsOptions): Plugin;
