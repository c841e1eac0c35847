import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context } from '../../core/context.ts';
import { externalByRule, invalidRule, ruleForUnknownPackage } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import { nearest } from '../../core/nearest.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Inlining } from '../inline/inlining.ts';
import { ruleProblem } from './read-rules.ts';
import type { Rule } from './rule.ts';
import { RuleBook } from './rule-book.ts';
import rules from './rules.json' with { type: 'json' };

/** What packages bring along: rules about themselves, in their own folder. */
const SHIPPED = 'cribo-rules.json';

/** What other plugins can ask about rules. */
export interface RulesApi {
  /** What a module imports by computed names; nothing where no rule says it. */
  importsOf(module: string): readonly string[] | undefined;
  /** Why a package cannot be bundled; nothing where no rule says so. */
  externalReason(importName: string): string | undefined;
  /** Globs of the data files that a package needs, relative to its folder. */
  resourcesOf(importName: string): readonly string[];
  /** Whether a rule says that importing a module does nothing but bind names. */
  hasNoSideEffects(module: string): boolean;
  /** Whether a package opens its data by path. */
  isExtracted(importName: string): boolean;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:rules': RulesApi;
  }
}

/**
 * Applies rules about packages whenever a module of theirs is bundled: those of cribo, then those that a package has in
 * its folder, then the user's. Rules for other versions than the installed one do not hold.
 */
export default function rulesPlugin(): Plugin {
  let inlining: Inlining | undefined;
  /** The version of what is installed under an import name. */
  const versionOf = (importName: string): string | undefined => inlining?.environment.owners(importName)[0]?.version;
  const book = new RuleBook(versionOf);
  const foldersRead = new Set<string>();

  /** Reads what a package ships, once; rules of the user's come after it and so are added again. */
  function readShipped(module: Module, context: Context): void {
    const folder = module.isPackage && module.file !== undefined ? dirname(module.file) : undefined;
    if (folder === undefined || foldersRead.has(folder)) return;
    foldersRead.add(folder);
    const file = join(folder, SHIPPED);
    if (!existsSync(file)) return;
    book.add(checkedRules(parsed(readFileSync(file, 'utf8')), { text: '', file }, context, module.name));
    book.add(context.options.rules.filter(({ package: name }) => isInside(name, module.name)));
  }

  return {
    name: 'cribo:rules',
    api: {
      importsOf: (module) => book.importsOf(module),
      externalReason: (name) => book.rulesFor(name).findLast(({ external }) => external !== undefined)?.external,
      resourcesOf: (name) => book.rulesFor(name).flatMap(({ resources = [] }) => resources),
      hasNoSideEffects: (name) =>
        book.rulesFor(name).findLast((rule) => rule['side-effects'] !== undefined)?.['side-effects'] === false,
      isExtracted: (name) => book.rulesFor(name).findLast(({ extract }) => extract !== undefined)?.extract ?? false,
    } satisfies RulesApi,
    start(options, context) {
      inlining = context.api('cribo:inline')!.inlining();
      book.add(rules);
      book.add(checkedRules(options.rules, undefined, context));
    },
    resolve: {
      order: 'pre',
      // Only of what is installed: a module of the program may have the name of a well-known package.
      handler({ name, importer, kind }, context) {
        if (kind === 'entry' || name.includes('.') || versionOf(name) === undefined) return undefined;
        const reason = book.rulesFor(name).findLast(({ external }) => external !== undefined)?.external;
        if (reason === undefined) return undefined;
        context.info(externalByRule(name, reason), importer);
        return false;
      },
    },
    link({ modules }, context) {
      const packages = new Set(modules.map(({ name }) => name));
      for (const rule of context.options.rules) {
        if (rule['side-effects'] === undefined || packages.has(rule.package)) continue;
        context.warn(ruleForUnknownPackage(rule.package, nearest(rule.package, packages)));
      }
    },
    analyse: {
      order: 'pre',
      handler(module, context) {
        readShipped(module, context);
        for (const name of book.importsOf(module.name) ?? []) module.includeForCalls(name);
        for (const { exclude = [] } of book.rulesFor(module.name)) for (const name of exclude) module.leaveOut(name);
      },
    },
  };
}

const isInside = (name: string, packageName: string): boolean =>
  name === packageName || name.startsWith(`${packageName}.`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * What is a list of rules, else an error.
 * @param owner the package that ships them: they can only be about what is in it
 * @throws CriboError `INVALID_RULE`
 */
function checkedRules(
  value: unknown,
  subject: { text: string; file: string } | undefined,
  context: Context,
  owner?: string,
): readonly Rule[] {
  if (!Array.isArray(value)) return context.error(invalidRule('The rules are no list'), subject);
  for (const [index, rule] of value.entries()) {
    const problem = ruleProblem(rule);
    if (problem !== undefined) context.error(invalidRule(`Rule ${index + 1} ${problem}`), subject);
    const { package: name } = rule as Rule;
    if (owner !== undefined && !isInside(name, owner)) {
      context.error(invalidRule(`Rule ${index + 1} is about "${name}", which is not in "${owner}"`), subject);
    }
  }
  return value as Rule[];
}
