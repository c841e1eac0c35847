import type { Plugin } from 'cribo';

export interface RenameCallOptions {
  /** The deprecated function, as it is called: `shapes.area_of`. */
  from: string;
  /** The name of the function of the same module that takes its place: `area`. */
  to: string;
}

/** Calls another function of a module instead of a deprecated one, and leaves the rest of the text alone. */
export default function renameCallPlugin({ from, to }: RenameCallOptions): Plugin {
  const [imported, deprecated] = from.split('.');
  return {
    name: 'rename-call',
    analyse: {
      filter: { text: deprecated },
      query: `(
        (call function: (attribute object: (identifier) @module attribute: (identifier) @name))
        (#eq? @module "${imported}")
        (#eq? @name "${deprecated}"))`,
      handler(module, context) {
        for (const { name } of context.matches()) {
          context.info(`${from} is deprecated; the bundle calls ${to}.`, module, name);
          module.source.replace(name.start, name.end, to);
        }
      },
    },
  };
}
