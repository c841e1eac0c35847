import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Facts } from '../../core/python/facts.ts';
import { LinkedModule } from './linked-module.ts';

/** Calls that set an attribute whose name they are given. */
const setByName = /\b(?:[sd]e[tl]attr|patch\s*\.\s*object)\s*\([^()"']*,\s*["']([\p{ID_Continue}]+)["']/gu;

/** All modules of a program, by name, with what is known of who binds their names. */
export class Modules extends Map<string, LinkedModule> {
  /** Those whose names may be bound by code that does not name them: somebody has the module as an object, or its `globals()`. */
  readonly open = new Set<LinkedModule>();
  /** Those whose names others have asked the meaning of. */
  readonly asked = new Set<LinkedModule>();
  /** Names of attributes that anything sets of what it imports, maybe of modules outside the bundle. */
  readonly setOfImported: ReadonlySet<string>;
  /** Names of attributes that anything sets of classes, functions and other objects but its own. */
  readonly setOfAnything: ReadonlySet<string>;

  /** @param factsOf the facts of a module's text, with those of its statements */
  constructor({ modules }: Graph, factsOf = ({ facts }: Module): Facts => facts) {
    super(modules.map((module) => [module.name, new LinkedModule(module, factsOf(module))]));
    this.setOfImported = new Set(modules.flatMap((module) => factsOf(module).setAttributes.ofImported));
    this.setOfAnything = new Set([
      ...modules.flatMap((module) => factsOf(module).setAttributes.ofAnything),
      ...modules.flatMap(({ text }) => [...text.matchAll(setByName)].map(([, name]) => name!)),
    ]);
  }

  /** Whether a name of a module may mean something else than its statements say. */
  mayRebind(linked: LinkedModule, name: string): boolean {
    return this.open.has(linked) || linked.deletedNames.has(name) || linked.reboundNames.has(name);
  }
}
