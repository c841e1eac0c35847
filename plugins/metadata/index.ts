import { basename, join } from 'node:path';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Distribution } from '../environment/distribution.ts';
import type { Inlining } from '../inline/inlining.ts';
import { entryPointModules } from './entry-points.ts';

// importlib.metadata under any alias, its backport, and pkg_resources, which has functions of its own.
const asking = /\bimportlib\b[^\n]*\bmetadata\b|\b(?:importlib_metadata|pkg_resources|find_distributions)\b/;
const listing = /\bfiles\b|\bpackages_distributions\b/;

/** What `importlib.metadata` reads; `RECORD` only to list files. */
const metadataFiles = ['METADATA', 'PKG-INFO', 'WHEEL', 'entry_points.txt', 'top_level.txt', 'requires.txt'];

/**
 * Brings the metadata of inlined distributions along where the program asks for metadata, and the modules of their entry
 * points where it names the group.
 */
export default function metadataPlugin(): Plugin {
  const groups = new Map<Distribution, ReadonlyMap<string, readonly string[]>>();

  /** Modules of entry points whose group stands in a module as a string. */
  function namedEntryPoints({ text }: Module, inlining: Inlining): string[] {
    return inlining.candidates().flatMap((distribution) => {
      const found = groups.get(distribution) ?? entryPointModules(distribution.readMetadata('entry_points.txt') ?? '');
      groups.set(distribution, found);
      const named = [...found].filter(([group]) => text.includes(`'${group}'`) || text.includes(`"${group}"`));
      return named.flatMap(([, modules]) => modules);
    });
  }

  return {
    name: 'cribo:metadata',
    analyse: {
      filter: { text: /\b(?:iter_)?entry_points\b/ },
      handler(module, context) {
        const inlining = context.api('cribo:inline')?.inlining();
        if (inlining === undefined) return;
        for (const name of namedEntryPoints(module, inlining)) module.include(name);
      },
    },
    link(graph, context) {
      const inlining = context.api('cribo:inline')?.inlining();
      const readers = graph.modules.filter(({ text }) => asking.test(text));
      if (inlining === undefined || readers.length === 0) return;
      const names = readers.some(({ text }) => listing.test(text)) ? [...metadataFiles, 'RECORD'] : metadataFiles;
      const resources = context.api('cribo:resources')!.resources();
      for (const distribution of bundledDistributions(graph, inlining)) {
        for (const name of names) {
          const bytes = distribution.readMetadataBytes(name);
          const file = join(distribution.metadataFolder, name);
          if (bytes !== undefined) resources.add({ path: `${metadataName(distribution)}/${name}`, file, bytes });
        }
      }
    },
  };
}

function bundledDistributions({ dependencies }: Graph, inlining: Inlining): Set<Distribution> {
  const found = dependencies.flatMap(({ file }) => (file === undefined ? [] : (inlining.distributionOf(file) ?? [])));
  return new Set(found);
}

/** The name of the folder that the metadata get; that of an unpacked egg says nothing. */
function metadataName({ metadataFolder, key }: Distribution): string {
  const name = basename(metadataFolder);
  return /\.(?:dist|egg)-info$/.test(name) ? name : `${key.replaceAll('-', '_')}.egg-info`;
}
