import {
  definitionOf,
  kebabCase,
  type OptionDefinition,
  optionDefinitions,
  type OptionKey,
  optionKeys,
  severities,
  variableOf,
} from '../core/option-definitions.ts';
import { renameModes } from '../core/flatten-naming.ts';
import { positionModes } from '../core/positions-option.ts';
import { ruleKeys } from '../plugins/rules/rule.ts';

const strings = { type: 'array', items: { type: 'string' } };

const plugin = {
  anyOf: [
    { type: 'string', description: 'A package, or a path relative to this file' },
    {
      type: 'object',
      description: 'A package or path with options for its factory: all other keys',
      properties: { name: { type: 'string' } },
      required: ['name'],
    },
  ],
};

const ruleValues = {
  string: { type: 'string' },
  strings,
  boolean: { type: 'boolean' },
  table: { type: 'object', additionalProperties: strings },
};

const ruleSchema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(ruleKeys).map(([key, { kind, description }]) => [key, { description, ...ruleValues[kind] }]),
  ),
  required: ['package'],
  additionalProperties: false,
};

function valueSchema({ kind, choices }: OptionDefinition): object {
  switch (kind) {
    case 'string':
      return { type: 'string', ...(choices !== undefined && { enum: choices }) };
    case 'choiceOrFalse':
      return { enum: [...choices!, false] };
    case 'choiceOrBoolean':
      return { enum: [...choices!, true, false] };
    case 'boolean':
      return { type: 'boolean' };
    case 'strings':
      return strings;
    case 'booleanOrString':
      return { type: ['boolean', 'string'] };
    case 'booleanOrStrings':
      return { anyOf: [{ type: 'boolean' }, strings] };
    case 'severities':
      return { type: 'object', additionalProperties: { enum: severities } };
    case 'flattenNaming':
      return {
        type: 'object',
        properties: { prefix: { type: 'string' }, rename: { enum: renameModes } },
        additionalProperties: false,
      };
    case 'positions':
      return {
        anyOf: [
          { enum: choices },
          {
            type: 'object',
            properties: { mode: { enum: positionModes }, root: { anyOf: [{ type: 'string' }, strings] } },
            additionalProperties: false,
          },
        ],
      };
    case 'strategies':
      return { anyOf: [{ enum: choices }, { type: 'object', additionalProperties: { enum: choices } }] };
    case 'defines':
      return { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } };
    case 'rules':
      return { type: 'array', items: ruleSchema };
    case 'plugins':
      return { type: 'array', items: plugin };
    case 'function':
      throw new Error('a file cannot hold a function');
  }
}

/** The JSON Schema of a `cribo-rules.json`. */
export function rulesSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cribo-rules.json',
    type: 'array',
    items: ruleSchema,
  };
}

/** The JSON Schema of `cribo.toml`, with the keys as TOML spells them. */
export function configurationSchema(): object {
  const rows = optionKeys('file').map((key) => {
    const definition = definitionOf(key);
    return [kebabCase(key), { description: definition.description, ...valueSchema(definition) }];
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cribo.toml',
    type: 'object',
    properties: {
      bundler: { anyOf: [{ $ref: '#/definitions/build' }, { type: 'array', items: { $ref: '#/definitions/build' } }] },
    },
    required: ['bundler'],
    definitions: { build: { type: 'object', properties: Object.fromEntries(rows), additionalProperties: false } },
  };
}

const code = (text: string): string => `\`${text}\``;

const isValueOptional = (kind: OptionDefinition['kind']): boolean =>
  kind === 'booleanOrString' || kind === 'choiceOrBoolean';

function row(key: OptionKey): string {
  const { places, kind, short, value, default: byDefault, description } = definitionOf(key);
  const placeholder = kind === 'boolean' ? '' : isValueOptional(kind) ? `[=${value}]` : ` ${value}`;
  const flag = `${code(`--${kebabCase(key)}${placeholder.toUpperCase()}`)}${short === undefined ? '' : `, ${code(`-${short}`)}`}`;
  const inFile = places.includes('file') ? code(kebabCase(key)) : '';
  const inApi = places.includes('api') ? code(key) : '';
  const cells = [
    inFile,
    places.includes('flag') ? flag : '',
    places.includes('variable') ? code(variableOf(key)) : '',
    inApi,
    byDefault,
    description,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The table of all options in Markdown. */
export function optionTable(): string {
  const keys = Object.keys(optionDefinitions) as OptionKey[];
  const head = ['| in a file | flag | variable | API | default | what it does |', '|---|---|---|---|---|---|'];
  return [...head, ...keys.map(row)].join('\n');
}
