import { basename, extname } from 'node:path';
import { lilconfig } from 'lilconfig';
import {
  configurationFailed,
  configurationInvalid,
  configurationNotFound,
  CriboError,
  error,
} from '../../core/diagnostics.ts';
import type { ConfigurationEnvironment } from '../../core/options.ts';
import type { Document } from './document.ts';
import { isFile, readConfigurationText } from './find-configuration.ts';
import { failureReason, locateFailure } from './failure-place.ts';
import { defaultExport, importFile } from './import-module.ts';
import { parseJson } from './parse-json.ts';
import { parseToml } from './parse-toml.ts';

/** One build as a configuration file has it. */
export interface RawBuild {
  readonly value: unknown;
  /** Absolute path of the file. */
  readonly file: string;
  /** The text to point into, where it is TOML or JSON. */
  readonly document?: Document;
  /** Path of the build's table in that text. */
  readonly path: readonly string[];
}

/** What `loaders` give: a value, and its text where keys can be found in it. */
type Loaded = Pick<RawBuild, 'value' | 'document' | 'path'>;

function loadToml(file: string, content: string): Loaded {
  const { value, document } = parseToml(file, content);
  const path = basename(file) === 'pyproject.toml' ? ['tool', 'cribo'] : ['bundler'];
  let table = value;
  for (const key of path) table = (table as Record<string, unknown> | undefined)?.[key];
  if (table !== undefined) return { value: table, document, path };
  const hint = `The options stand below [${path.join('.')}].`;
  return error({ ...configurationInvalid(`it has no table [${path.join('.')}]`, hint), file });
}

async function loadModule(file: string): Promise<Loaded> {
  const value = defaultExport(await importFile(file).catch((cause: unknown) => fail(file, cause)));
  if (value === undefined) {
    error({ ...configurationInvalid('the file has no default export', 'export default { entry: ... }'), file });
  }
  return { value, path: [] };
}

async function fail(file: string, cause: unknown): Promise<never> {
  if (cause instanceof CriboError) throw cause;
  const isSyntax = cause instanceof SyntaxError || (cause instanceof Error && cause.message.startsWith('ParseError'));
  const message = isSyntax ? configurationInvalid : configurationFailed;
  return error(await locateFailure(message(failureReason(cause)), file, cause), cause);
}

const loaders = {
  '.toml': loadToml,
  '.json': (file: string, content: string): Loaded => ({ ...parseJson(file, content), path: [] }),
  '.ts': loadModule,
  '.mts': loadModule,
  '.js': loadModule,
  '.mjs': loadModule,
};

/** Calls functions, awaits promises and opens lists, until only builds are left. */
async function flatten(build: RawBuild, environment: ConfigurationEnvironment): Promise<RawBuild[]> {
  const { value, path } = build;
  if (typeof value === 'function') return flatten({ ...build, value: value(environment) }, environment);
  if (value instanceof Promise) return flatten({ ...build, value: await value }, environment);
  if (!Array.isArray(value)) return [build];
  const builds: RawBuild[] = [];
  for (const [index, item] of value.entries()) {
    builds.push(...(await flatten({ ...build, value: item, path: [...path, String(index)] }, environment)));
  }
  return builds;
}

/**
 * Reads a configuration file.
 * @returns its builds, as they are written there
 * @throws CriboError `CONFIGURATION_NOT_FOUND`, `CONFIGURATION_INVALID`, `CONFIGURATION_FAILED`
 */
export async function loadConfiguration(file: string, environment: ConfigurationEnvironment): Promise<RawBuild[]> {
  if (!isFile(file)) error(configurationNotFound(file));
  const extension = extname(file);
  if (!(extension in loaders)) {
    const hint = `A configuration file is one of ${Object.keys(loaders).join(', ')}.`;
    error({ ...configurationInvalid(`"${extension}" files are none that cribo reads`, hint), file });
  }
  // So that what is thrown from here on comes from the file's content.
  readConfigurationText(file);
  const found = await lilconfig('cribo', { loaders, cache: false, ignoreEmptySearchPlaces: false }).load(file);
  if (found === null || found.isEmpty === true || found.config === undefined) {
    return error({ ...configurationInvalid('the file is empty'), file });
  }
  const loaded = found.config as Loaded;
  const builds = await flatten({ ...loaded, file }, environment).catch((cause: unknown) => fail(file, cause));
  return builds.length > 0 ? builds : error({ ...configurationInvalid('its list of builds is empty'), file });
}
