import { dirname, resolve } from 'node:path';
import { isTable } from '../../core/check-option.ts';
import {
  CriboError,
  type Diagnostic,
  error,
  invalidOption,
  type Message,
  pluginFailed,
  pluginInvalid,
  pluginNotFound,
} from '../../core/diagnostics.ts';
import { locateKey } from './document.ts';
import { failureReason, locateFailure } from './failure-place.ts';
import { defaultExport, errorCode, type Exports, importFile, importPackage } from './import-module.ts';
import type { RawBuild } from './load-configuration.ts';

type Located = Omit<Diagnostic, 'level'>;

const isPath = (name: string): boolean => /^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(name);

async function importPlugin(name: string, file: string, locate: (message: Message) => Located): Promise<Exports> {
  const target = isPath(name) ? resolve(dirname(file), name) : undefined;
  try {
    return await (target === undefined ? importPackage(name, file) : importFile(target));
  } catch (cause) {
    if (cause instanceof CriboError) throw cause;
    const isMissing = errorCode(cause).endsWith('MODULE_NOT_FOUND');
    const message = cause instanceof Error ? cause.message : '';
    if (isMissing && target !== undefined && message.includes(`'${target}'`)) {
      const hint = 'The path is relative to the configuration file.';
      return error(locate(pluginNotFound(name, 'there is no such file', hint)));
    }
    if (isMissing && target === undefined && message.includes(`'${name}'`)) {
      const hint = `Install it: npm install --save-dev ${name}`;
      return error(locate(pluginNotFound(name, `no package of that name is installed for ${dirname(file)}`, hint)));
    }
    const failed = pluginInvalid(name, `it cannot be loaded: ${failureReason(cause)}`);
    return error(await locateFailure(failed, target ?? file, cause), cause);
  }
}

const isPlugin = (value: unknown): boolean => isTable(value) && typeof value.name === 'string';

/** What a plugin's module exports by default, called where it is a factory. */
async function createPlugin(name: string, options: object | undefined, exported: unknown): Promise<unknown> {
  if (typeof exported !== 'function') {
    if (!isPlugin(exported)) error(pluginInvalid(name, 'its default export is neither a factory nor a plugin'));
    if (options !== undefined) error(pluginInvalid(name, 'its default export is no factory, so it takes no options'));
    return exported;
  }
  // A factory that takes only optional options may take them apart.
  const made = (await exported(options ?? {})) as unknown;
  const isNothing = made === undefined || made === null || made === false;
  if (isPlugin(made) || Array.isArray(made) || isNothing) return made;
  return error(pluginInvalid(name, 'what its factory returns has no name'));
}

async function loadPlugin(spec: unknown, file: string, locate: (message: Message) => Located): Promise<unknown> {
  const { name, ...options } = typeof spec === 'string' ? { name: spec } : isTable(spec) ? spec : {};
  if (typeof name !== 'string' || name === '') {
    return error(locate(invalidOption('plugins', 'takes names of packages and files, or tables with a name')));
  }
  const exported = defaultExport(await importPlugin(name, file, locate));
  try {
    return await createPlugin(name, typeof spec === 'string' ? undefined : options, exported);
  } catch (cause) {
    if (cause instanceof CriboError) throw new CriboError(locate(cause.diagnostic), cause);
    const failed = { ...pluginFailed(name, 'factory', failureReason(cause)), plugin: name };
    return error(await locateFailure(failed, file, cause), cause);
  }
}

/**
 * Loads the plugins that TOML or JSON names, in order. The default export of each is a plugin, or a factory that gets
 * the other keys of the plugin's table.
 * @param specs names, or tables with a `name`
 * @throws CriboError `PLUGIN_NOT_FOUND`, `PLUGIN_INVALID`, `PLUGIN_FAILED`, `INVALID_OPTION`
 */
export async function loadPlugins(specs: readonly unknown[], { file, document, path }: RawBuild): Promise<unknown[]> {
  const plugins: unknown[] = [];
  for (const [index, spec] of specs.entries()) {
    const locate = (message: Message): Located => {
      if (document === undefined) return { ...message, file };
      const part = [...path, 'plugins', String(index), 'name'];
      while (part.length > path.length && document.find(part) === undefined) part.pop();
      return locateKey(message, document, part);
    };
    const plugin = await loadPlugin(spec, file, locate);
    plugins.push(...[plugin].flat(Number.POSITIVE_INFINITY));
  }
  return plugins.filter(Boolean);
}
