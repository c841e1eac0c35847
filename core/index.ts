import { builtInPlugins } from '../plugins/index.ts';
import { type BuildResult, runBuild } from './build.ts';
import type { BuildOptions } from './options.ts';

/**
 * Bundles a Python program into one file.
 * @returns the bundle; it is also written to `options.output` where that is given
 * @throws CriboError with a `diagnostic`, when the program cannot be bundled; the previous output stays as it was
 */
export function build(options: BuildOptions): Promise<BuildResult> {
  return runBuild(options, builtInPlugins());
}

export type { BuildResult, OutputFile } from './build.ts';
export type { Bundle, EmittedFile, Fragment, Section } from './bundle.ts';
export type { Place, Span } from './code-frame.ts';
export type { AnalyseContext, Context, PluginMessage, Subject } from './context.ts';
export { defineConfig } from './define-config.ts';
export { CriboError, type Diagnostic, type Level, type Message } from './diagnostics.ts';
export type { Graph } from './graph.ts';
export { importChain, type ImportStep } from './import-chain.ts';
export type { EditLayer, ImportEdge, Module } from './module.ts';
export type {
  BuildOptions,
  Configuration,
  ConfigurationEnvironment,
  ConfigurationFunction,
  FrozenOptions,
  LogLevel,
  Severity,
} from './options.ts';
export type { Metafile, MetafileImport } from './metafile.ts';
export type * from './plugin.ts';
export type { HookProfile, Profile } from './profile.ts';
export type { Facts, ImportedName, ImportFact } from './python/facts.ts';
export type { Captures, CapturesShape, SyntaxNode, SyntaxTree } from './python/syntax-tree/syntax-tree.ts';
export { type Origin, type Rendered, RenderedText } from './rendered-text.ts';
export type { RulesApi } from '../plugins/rules/index.ts';
export type { Rule } from '../plugins/rules/rule.ts';
export type { Source, SourceEdit } from './source.ts';
export type { ModuleStrategy, StrategyChoice, StrategyName, StrategyNote, StrategyOption } from './strategy.ts';
