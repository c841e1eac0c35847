import type { Plugin } from 'cribo';

/** Ends the build where a module is imported that must not be, bundled or not. */
export default function forbidModulePlugin({ modules }: { modules: readonly string[] }): Plugin {
  const isForbidden = (name: string): boolean =>
    modules.some((module) => name === module || name.startsWith(`${module}.`));
  return {
    name: 'forbid-module',
    link(graph, context) {
      for (const module of graph.modules) {
        const edge = module.imports.find(({ name }) => isForbidden(name));
        if (edge === undefined) continue;
        const message = `${module.name} imports ${edge.name}, which this project forbids.`;
        context.error({ code: 'FORBIDDEN_MODULE', message, hint: 'Ask for it to be allowed.' }, module, edge.fact);
      }
    },
  };
}
