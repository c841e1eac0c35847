import { type Cause, IS_ENTRY } from './need.ts';

/** What is still to be looked at, each first come, first served: what needs other things before what may do something when it runs. */
export class Worklist {
  /** For what the present step asks. */
  cause: Cause = { reason: IS_ENTRY };
  readonly #needed: (() => void)[] = [];
  readonly #running: (() => void)[] = [];

  /** Notes a step about something that is needed, and for what that asks. */
  addNeeded(cause: Cause, step: () => void): void {
    this.#needed.push(() => this.#take(cause, step));
  }

  /** Notes a step about what runs, which comes after all that is needed anyway. */
  addRunning(cause: Cause, step: () => void): void {
    this.#running.push(() => this.#take(cause, step));
  }

  /** Takes all steps, and those that they lead to. */
  settle(): void {
    for (let needed = 0, running = 0; ;) {
      if (needed < this.#needed.length) this.#needed[needed++]!();
      else if (running < this.#running.length) this.#running[running++]!();
      else break;
    }
    this.#needed.length = 0;
    this.#running.length = 0;
  }

  #take(cause: Cause, step: () => void): void {
    this.cause = cause;
    step();
  }
}
