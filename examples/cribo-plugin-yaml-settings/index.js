// @ts-check
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';

/** @type {typeof import('./index.js').default} */
export default function yamlSettingsPlugin({ file = 'settings.yaml', module = 'settings' } = {}) {
  return {
    name: 'yaml-settings',
    resolve: {
      filter: { name: module },
      handler: ({ name }, { options }) => ({ id: `file:${name}`, file: resolve(options.cwd, file) }),
    },
    load: {
      filter: { name: module },
      async handler(resolution, context) {
        const path = /** @type {string} */ (resolution.file);
        const text = await readFile(path, 'utf8');
        try {
          return { code: toModule(parse(text, { prettyErrors: false })) };
        } catch (cause) {
          if (!(cause instanceof YAMLParseError)) throw cause;
          const [start, end] = cause.pos;
          return context.error({ code: 'INVALID_YAML', message: cause.message }, { text, file: path }, { start, end });
        }
      },
    },
  };
}

/** @param {unknown} settings */
function toModule(settings) {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new Error('the YAML file is no mapping of names to values');
  }
  const lines = Object.entries(settings).map(([name, value]) => {
    if (!/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) throw new Error(`"${name}" cannot be a name in Python`);
    return `${name} = ${toPython(value)}\n`;
  });
  return lines.join('');
}

/** @param {unknown} value @returns {string} */
function toPython(value) {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' && !Number.isFinite(value)) return `float("${value}")`;
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${toPython(item)}`)
    .join(', ')}}`;
}
