import { relative } from 'node:path';
import { error, notInBundle } from '../core/diagnostics.ts';
import { type BuildResult, importChain, type ImportStep } from '../core/index.ts';
import { nearest } from '../core/nearest.ts';

/**
 * The answer to `--why NAME`: the shortest chain of imports that leads to a module, one a line, with places.
 * @throws CriboError `NOT_IN_BUNDLE` when nothing imports it
 */
export function formatImportChain({ graph }: BuildResult, name: string, folder: string): string {
  const chain = importChain(graph, name);
  const names = graph.modules.flatMap((module) => [module.name, ...module.imports.map((edge) => edge.name)]);
  if (chain === undefined) error(notInBundle(name, nearest(name, names)));
  if (chain.length === 0) return `${name} is the entry.`;
  const isBundled = chain.at(-1)!.imported !== undefined;
  const rows = chain.map((step) => [placeOf(step, folder), reasonOf(step)] as const);
  const width = Math.max(...rows.map(([place]) => place.length));
  const lines = rows.map(([place, reason]) => `  ${place.padEnd(width)}  ${reason}`);
  return [`${name} is ${isBundled ? 'bundled' : 'left to the environment, and asked for'} because`, ...lines].join(
    '\n',
  );
}

function placeOf({ importer, place }: ImportStep, folder: string): string {
  const file = importer.file === undefined ? importer.name : relative(folder, importer.file);
  return place === undefined ? file : `${file}:${place.line}:${place.column}`;
}

function reasonOf({ text, name }: ImportStep): string {
  return text ?? `(no import statement) asks for ${name}`;
}
