import type { Obstacle } from './module-rules.ts';
import type { Unit } from './unit.ts';

/** The modules that break a rule, each with the first one. */
export class Failures {
  readonly #obstacles = new Map<Unit, Obstacle>();

  /** Notes why a module cannot be flattened. The entry stays what it is. */
  add(unit: Unit, obstacle: Obstacle): void {
    if (!unit.isEntry && !this.#obstacles.has(unit)) this.#obstacles.set(unit, obstacle);
  }

  has(unit: Unit): boolean {
    return this.#obstacles.has(unit);
  }

  get isEmpty(): boolean {
    return this.#obstacles.size === 0;
  }

  [Symbol.iterator](): IterableIterator<[Unit, Obstacle]> {
    return this.#obstacles.entries();
  }
}
