import { boundFrom } from './certain-bindings.ts';
import type { Placement } from './placement.ts';
import type { FlatSymbol } from './symbols.ts';
import type { Unit } from './unit.ts';

interface Place {
  readonly unit: Unit;
  readonly offset: number;
}

/** When symbols get their values, in the order of the bundle. */
export class BindingOrder {
  readonly #placement: Placement;
  readonly #first = new Map<FlatSymbol, Place>();
  readonly #certain = new Map<FlatSymbol, Place | undefined>();

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  /** Whether one symbol may have a value before another one may. */
  isFirstBoundBefore(one: FlatSymbol, other: FlatSymbol): boolean {
    return this.#isBefore(this.#firstOf(one), this.#firstOf(other));
  }

  /** Whether a place comes before all that binds a symbol. */
  isBeforeAny(unit: Unit, offset: number, symbol: FlatSymbol): boolean {
    return this.#isBefore({ unit, offset }, this.#firstOf(symbol));
  }

  /** Whether a symbol has a value for certain at a place. */
  isBoundAt(symbol: FlatSymbol, unit: Unit, offset: number): boolean {
    if (!this.#certain.has(symbol)) this.#certain.set(symbol, this.#certainOf(symbol));
    const certain = this.#certain.get(symbol);
    return certain !== undefined && this.#isBefore(certain, { unit, offset });
  }

  #firstOf(symbol: FlatSymbol): Place {
    let first = this.#first.get(symbol);
    if (first !== undefined) return first;
    const places = symbol.members.map((unit) => ({ unit, offset: unit.bindings.get(symbol.name)![0]!.start }));
    first = places.reduce((one, other) => (this.#isBefore(other, one) ? other : one));
    this.#first.set(symbol, first);
    return first;
  }

  #certainOf({ name, members }: FlatSymbol): Place | undefined {
    if (members.some((member) => member.isDeleted(name))) return undefined;
    const places = members.flatMap((unit) => {
      const offset = boundFrom(unit, name);
      return offset === undefined ? [] : [{ unit, offset }];
    });
    return places.length === 0 ? undefined : places.reduce((one, other) => (this.#isBefore(other, one) ? other : one));
  }

  #isBefore(one: Place, other: Place): boolean {
    return this.#placement.isBefore(one.unit, one.offset, other.unit, other.offset);
  }
}
