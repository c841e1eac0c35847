/** What is to be known about a package that its code does not say in a way that can be followed. */
export interface Rule {
  /** Import name of the package or module that the rule is about. */
  readonly package: string;
  /** What pip calls it. @default the import name */
  readonly distribution?: string | undefined;
  /** The versions that it holds for, as PEP 440 writes ranges: `>=2,<3`. @default all */
  readonly versions?: string | undefined;
  /**
   * What modules of the package import by computed names: by the name or pattern of the module, the names and patterns of
   * what it imports. With an empty list, only what the program tells it to. Either way the calls there are no longer
   * reported as `DYNAMIC_IMPORT`.
   */
  readonly imports?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Names and patterns of what the package imports, but does not bring into the bundle; the environment may have it. */
  readonly exclude?: readonly string[] | undefined;
  /** Data files that the package needs, as globs relative to its folder. */
  readonly resources?: readonly string[] | undefined;
  /** Whether it opens its data by path, so that they have to be files. @default false */
  readonly extract?: boolean | undefined;
  /** Why it cannot be bundled, as a sentence. */
  readonly external?: string | undefined;
  /**
   * `false` where nothing that its modules do when they are imported matters but the names that they bind, which tree
   * shaking trusts in the mode `aggressive`. @default true
   */
  readonly 'side-effects'?: boolean | undefined;
  /** Whether it takes the place of the rules for the package that come before it. @default false */
  readonly replaces?: boolean | undefined;
}

/** What each key of a rule takes, and says. The reader and the JSON Schema are made from it. */
export const ruleKeys = {
  package: { kind: 'string', description: 'Import name of the package or module' },
  distribution: { kind: 'string', description: 'What pip calls it, if not by the import name' },
  versions: { kind: 'string', description: 'Versions that the rule holds for, as in PEP 440: >=2,<3' },
  imports: {
    kind: 'table',
    description: 'By module, the modules and patterns that it imports by computed names',
  },
  exclude: {
    kind: 'strings',
    description: 'Modules and patterns that the package imports, but does not bring into the bundle',
  },
  resources: { kind: 'strings', description: 'Data files that it needs, as globs relative to its folder' },
  extract: { kind: 'boolean', description: 'Whether it opens its data by path' },
  external: { kind: 'string', description: 'Why it cannot be bundled' },
  'side-effects': {
    kind: 'boolean',
    description: 'Whether importing it does more than bind names; trusted by --tree-shaking aggressive',
  },
  replaces: { kind: 'boolean', description: 'Whether it takes the place of earlier rules for the package' },
} as const satisfies Record<keyof Rule, { kind: 'string' | 'strings' | 'boolean' | 'table'; description: string }>;
