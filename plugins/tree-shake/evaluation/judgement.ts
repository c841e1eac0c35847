import type { LinkedModule } from '../linked-module.ts';

/** How much is looked at for one statement. */
const MOST_STEPS = 2000;
const MOST_CALLS = 6;

/** The place from which names are looked at: when its statement runs, others may be half made. */
export interface Place {
  readonly linked: LinkedModule;
  readonly index: number;
}

/** One statement that is judged: how far that has gone. */
export class Judgement {
  readonly place: Place;
  readonly setNames: ReadonlySet<string>;
  /** Whether the code being looked at may not run. */
  uncertain = 0;
  /** How often something has been changed that was there before: a container or an attribute. */
  changes = 0;
  /** How often a name of a function has been bound. */
  bindings = 0;
  #calls = 0;
  #steps = 0;

  /** @param setNames names of attributes that something in the program sets of what it may not name */
  constructor(place: Place, setNames: ReadonlySet<string>) {
    this.place = place;
    this.setNames = setNames;
  }

  /** Whether code is looked at that a call runs. */
  get isInCall(): boolean {
    return this.#calls > 0;
  }

  /** What a call runs may be looked at often. */
  step(): void {
    if (this.isInCall && this.#steps++ > MOST_STEPS) throw new Unknown('it does a lot');
  }

  /** Looks at what a call runs. */
  inCall<Result>(run: () => Result): Result {
    if (this.#calls > MOST_CALLS) throw new Unknown('it calls functions that call others');
    const uncertain = this.uncertain;
    this.#calls++;
    try {
      return run();
    } finally {
      this.#calls--;
      this.uncertain = uncertain;
    }
  }

  /** Looks at what may run. */
  perhaps<Result>(run: () => Result): Result {
    this.uncertain++;
    try {
      return run();
    } finally {
      this.uncertain--;
    }
  }
}

/** Thrown at what may raise, or call code whose running can be noticed; the message is a part of a sentence. */
export class Unknown extends Error {}
