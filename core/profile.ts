/** The calls of one hook of one plugin. */
export interface HookProfile {
  readonly plugin: string;
  readonly hook: string;
  readonly calls: number;
  /** Calls that answered nothing and edited nothing. */
  readonly noops: number;
  /** Milliseconds in which at least one call was under way. */
  readonly busy: number;
}

/** What `--profile` shows. */
export interface Profile {
  /** Milliseconds by phase of the build, in order. */
  readonly phases: readonly { readonly name: string; readonly time: number }[];
  /** The busiest first. */
  readonly hooks: readonly HookProfile[];
  /** The same as a trace that chrome://tracing and Perfetto show: JSON of the Trace Event Format. */
  trace(): string;
}

/** Measures a build. */
export interface Profiler {
  /** Begins a phase, which ends the one before. */
  phase(name: string): void;
  /** Begins a call; the function it gives ends it. */
  call(plugin: string, hook: string, module: string | undefined): (isNoop: boolean) => void;
  finish(): Profile;
}

interface Counter {
  plugin: string;
  hook: string;
  calls: number;
  noops: number;
  busy: number;
  running: number;
  since: number;
}

/** Times are milliseconds since the profiler was made. */
export function createProfiler(): Profiler {
  const origin = performance.now();
  const now = (): number => performance.now() - origin;
  const counters = new Map<string, Counter>();
  const phases: { name: string; start: number; end: number }[] = [];
  const events: object[] = [];

  function endPhase(): void {
    const last = phases.at(-1);
    if (last !== undefined) last.end = now();
  }

  function counterOf(plugin: string, hook: string): Counter {
    const key = `${plugin}\0${hook}`;
    let counter = counters.get(key);
    if (counter === undefined) {
      counter = { plugin, hook, calls: 0, noops: 0, busy: 0, running: 0, since: 0 };
      counters.set(key, counter);
    }
    return counter;
  }

  return {
    phase(name) {
      endPhase();
      phases.push({ name, start: now(), end: now() });
    },
    call(plugin, hook, module) {
      const counter = counterOf(plugin, hook);
      const id = events.length;
      const event = { cat: 'hook', name: `${plugin} ${hook}`, pid: 1, tid: 1, id, args: { module } };
      if (counter.running++ === 0) counter.since = now();
      events.push({ ...event, ph: 'b', ts: now() * 1000 });
      return (isNoop) => {
        const end = now();
        counter.calls++;
        if (isNoop) counter.noops++;
        if (--counter.running === 0) counter.busy += end - counter.since;
        events.push({ ...event, ph: 'e', ts: end * 1000 });
      };
    },
    finish() {
      endPhase();
      const hooks = [...counters.values()].map(({ plugin, hook, calls, noops, busy }) => ({
        plugin,
        hook,
        calls,
        noops,
        busy,
      }));
      const phaseEvents = phases.map(({ name, start, end }) => ({
        cat: 'phase',
        name,
        ph: 'X',
        ts: start * 1000,
        dur: (end - start) * 1000,
        pid: 1,
        tid: 0,
      }));
      return {
        phases: phases.map(({ name, start, end }) => ({ name, time: end - start })),
        hooks: hooks.toSorted((a, b) => b.busy - a.busy),
        trace: () => JSON.stringify({ traceEvents: [...phaseEvents, ...events], displayTimeUnit: 'ms' }),
      };
    },
  };
}
