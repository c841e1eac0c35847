import { dirname, join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import type { Graph } from '../../core/graph.ts';
import type { Plugin } from '../../core/plugin.ts';
import { scriptBlocks } from '../../core/python/script-block.ts';
import { projectRoot } from '../resolve/project-root.ts';
import { collectDeclarations, inlinedDistributions } from './declarations.ts';
import { externalUses } from './external-uses.ts';
import { pythonRange } from './python-range.ts';
import { requiredDistributions } from './required-distributions.ts';
import { scriptBlockText } from './script-block-text.ts';
import { readProjectMetadata, readScriptMetadata } from './script-metadata.ts';

/** Says what a bundle needs from the environment it runs in: in a file, and in the bundle itself. */
export default function requirementsPlugin(): Plugin {
  let file: { readonly name: string; readonly path: string | undefined; readonly content: string } | undefined;
  let block: string | undefined;

  async function collect(graph: Graph, context: Context): Promise<void> {
    const { options } = context;
    const script = await readScriptMetadata(options);
    const root = projectRoot(dirname(resolve(options.cwd, graph.entry.file ?? options.entry)));
    // A script that declares what it needs stands for itself.
    const project = script === undefined && root ? await readProjectMetadata(join(root, 'pyproject.toml')) : undefined;
    const inlining = context.api('cribo:inline')?.inlining();
    const inlined = inlinedDistributions(graph, inlining);
    const declarations = collectDeclarations(script?.dependencies ?? [], project?.dependencies ?? [], inlined);
    const uses = externalUses(graph, options.exclude);
    const isNeeded = uses.length > 0 || script?.dependencies !== undefined;
    const environment = isNeeded ? context.api('cribo:environment')?.environment() : undefined;
    const requirements = requiredDistributions({ uses, environment, inlining, inlined, declarations }, context);
    const ranges = [script, project].map((declared) => declared?.requiresPython);
    const packages = [...inlined].map(({ headers }) => headers.get('requires-python')?.[0]);
    const python = pythonRange(graph, options.targetPython, [...ranges, ...packages]);
    if (options.requirements !== false) {
      const path = typeof options.requirements === 'string' ? options.requirements : undefined;
      const content = requirements.map((line) => `${line}\n`).join('');
      file = { name: path ?? 'requirements.txt', path, content };
    }
    if (options.scriptMetadata) block = await scriptBlockText(requirements, python, script?.table ?? {});
  }

  return {
    name: 'cribo:requirements',
    start() {
      file = undefined;
      block = undefined;
    },
    analyse: {
      filter: { name: '__main__', text: '# /// script' },
      handler(module, { options }) {
        if (!options.scriptMetadata) return;
        // A string may hold such lines as well; they are part of the program.
        const strings = new Set(module.facts.stringLines);
        for (const { start, end } of scriptBlocks(module.text))
          if (!strings.has(start)) module.source.remove(start, end);
      },
    },
    async link(graph, context) {
      const { requirements, scriptMetadata } = context.options;
      if (requirements !== false || scriptMetadata) await collect(graph, context);
    },
    generate(bundle) {
      const { entry, fragments } = bundle;
      const isAlone = fragments.length === 0 || Boolean(entry.prologue);
      if (block !== undefined) bundle.append('header', isAlone ? block : `${block}\n\n`);
      if (file !== undefined) bundle.emit(file);
    },
  };
}
