import type { HostBundle } from './bundle.ts';
import { checkAnsweredOptions } from './check-answered-options.ts';
import { CriboError, error, invalidHookResult, pluginFailed } from './diagnostics.ts';
import { invalidResult } from './hook-result.ts';
import type { Module } from './module.ts';
import type { BuildOptions } from './options.ts';
import type { Hooks } from './plugin.ts';
import type { Profiler } from './profile.ts';
import type { SourceText } from './source-text.ts';
import { thrownAt } from './thrown-at.ts';

/** A call of a plugin's hook, as messages name it. */
export interface HookCall {
  readonly plugin: string;
  readonly hook: keyof Hooks;
  readonly module?: string | undefined;
  readonly file?: string | undefined;
}

/** A user's plugin, and the hook of it that answered. */
export type Answerer = Pick<HookCall, 'plugin' | 'hook'>;

/** The call of a hook with these arguments, with the module that it is about. */
export function hookCall(plugin: string, hook: keyof Hooks, parameters: readonly any[]): HookCall {
  const { name, file } = moduleOf(hook, parameters);
  return { plugin, hook, module: name, file };
}

function moduleOf(hook: keyof Hooks, [first, second]: readonly any[]): { name?: string; file?: string | undefined } {
  if (hook === 'resolve') return first.importer ?? {};
  if (hook === 'load') return { name: first.id.slice(first.id.indexOf(':') + 1), file: first.file };
  if (hook === 'analyse' || hook === 'render') return first;
  return hook === 'transform' ? second : {};
}

/** What a hook may change, which has to know whose changes they are. */
function editedBy(hook: keyof Hooks, [first]: readonly any[]): SourceText | HostBundle | undefined {
  if (hook === 'transform' || hook === 'generate') return first;
  return hook === 'analyse' ? ((first as Module).source as SourceText) : undefined;
}

const editCount = (edited: SourceText | HostBundle | undefined): number | undefined =>
  edited !== undefined && 'edits' in edited ? edited.edits.length : undefined;

/**
 * What a hook threw, as an error with the plugin, the hook and the module in it; built-in plugins are not named.
 * @param handler the function that was called, where that is known
 */
export function blame(cause: unknown, { plugin, hook, module, file }: HookCall, handler?: unknown): CriboError {
  if (cause instanceof CriboError) {
    const { diagnostic } = cause;
    if (plugin.startsWith('cribo:') || diagnostic.plugin !== undefined) return cause;
    const about = { plugin, hook, module: diagnostic.module ?? module, file: diagnostic.file ?? file };
    return new CriboError({ ...diagnostic, ...about }, cause.cause);
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  // In a hook that is called without `this`, Rollup's way of speaking reads a property of undefined.
  const usesThis = cause instanceof TypeError && /of undefined/.test(reason) && /\bthis\b/.test(String(handler));
  const hint = usesThis ? 'There is no "this" in hooks: the context is the last argument.' : undefined;
  const message = pluginFailed(plugin, hook, reason, hint);
  const stack = cause instanceof Error ? cause.stack : undefined;
  return new CriboError({ ...message, plugin, hook, module, file, thrownAt: thrownAt(cause), stack }, cause);
}

/** Calls handlers, and knows which calls have not settled. */
export interface HookCaller {
  /**
   * Runs `start`, which calls a handler; checks what that answers, where `null` counts as nothing.
   * @throws CriboError with the plugin in it
   */
  call(call: HookCall, parameters: readonly unknown[], start: () => unknown, handler: unknown): Promise<unknown>;
  /** Whose answer an object is; nothing for a built-in plugin's. */
  answeredBy(answer: object): Answerer | undefined;
  /** The oldest first. */
  pending(): readonly HookCall[];
}

function refuseInvalid({ plugin, hook }: HookCall, result: unknown, firstArgument: unknown): void {
  if (result === undefined) return;
  const wrong = invalidResult(hook, result, firstArgument);
  if (wrong !== undefined) error({ ...invalidHookResult(plugin, hook, wrong.reason, wrong.hint), ...wrong.place });
  if (hook === 'options') checkAnsweredOptions(firstArgument as BuildOptions, result as BuildOptions);
}

export function createHookCaller(profiler: Profiler | undefined): HookCaller {
  const pending = new Set<HookCall>();
  const answerers = new WeakMap<object, HookCall>();

  async function settle(call: HookCall, answer: unknown): Promise<unknown> {
    if (!(answer instanceof Promise)) return answer;
    pending.add(call);
    try {
      return await answer;
    } finally {
      pending.delete(call);
    }
  }

  return {
    // An async function, because tapable hangs for ever on a tap that throws synchronously after the first one.
    async call(call, parameters, start, handler) {
      const edited = editedBy(call.hook, parameters);
      const edits = editCount(edited);
      if (edited !== undefined) edited.editor = call.plugin;
      const end = profiler?.call(call.plugin, call.hook, call.module);
      let result: unknown;
      try {
        result = (await settle(call, start())) ?? undefined;
        if (!call.plugin.startsWith('cribo:')) refuseInvalid(call, result, parameters[0]);
        // What a plugin hands on from another one is still the other's.
        if (typeof result === 'object' && !answerers.has(result!)) answerers.set(result!, call);
        return result;
      } catch (cause) {
        throw blame(cause, call, handler);
      } finally {
        end?.(result === undefined && editCount(edited) === edits);
      }
    },
    answeredBy(answer) {
      const call = answerers.get(answer);
      return call === undefined || call.plugin.startsWith('cribo:')
        ? undefined
        : { plugin: call.plugin, hook: call.hook };
    },
    pending: () => [...pending],
  };
}
