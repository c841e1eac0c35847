import type { Graph } from '../../core/graph.ts';
import { LinkedModule } from './linked-module.ts';

/** All modules of a program, by name, with what is known of who binds their names. */
export class Modules extends Map<string, LinkedModule> {
  /** Those whose names may be bound by code that does not name them: somebody has the module as an object, or its `globals()`. */
  readonly open = new Set<LinkedModule>();
  /** Those whose names others have asked the meaning of. */
  readonly asked = new Set<LinkedModule>();
  /** Names of attributes that anything sets of what it imports, maybe of modules outside the bundle. */
  readonly setAttributes: ReadonlySet<string>;

  constructor({ modules }: Graph) {
    super(modules.map((module) => [module.name, new LinkedModule(module)]));
    this.setAttributes = new Set(modules.flatMap(({ facts }) => facts.setAttributes));
  }

  /** Whether a name of a module may mean something else than its statements say. */
  mayRebind(linked: LinkedModule, name: string): boolean {
    return this.open.has(linked) || linked.deletedNames.has(name) || linked.reboundNames.has(name);
  }
}
