import { CriboError, error, invalidHookResult, pluginFailed } from './diagnostics.ts';
import { invalidResult } from './hook-result.ts';
import type { Module } from './module.ts';
import type { Hooks } from './plugin.ts';
import type { Profiler } from './profile.ts';
import type { SourceText } from './source-text.ts';

/** A call of a plugin's hook, as messages name it. */
export interface HookCall {
  readonly plugin: string;
  readonly hook: keyof Hooks;
  readonly module?: string | undefined;
  readonly file?: string | undefined;
}

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

/** The text under edit while a hook runs, so that it knows whose edits they are. */
function editedSource(hook: keyof Hooks, [first]: readonly any[]): SourceText | undefined {
  if (hook === 'transform') return first;
  return hook === 'analyse' ? ((first as Module).source as SourceText) : undefined;
}

/** What a hook threw, as an error with the plugin, the hook and the module in it; built-in plugins are not named. */
export function blame(cause: unknown, { plugin, hook, module, file }: HookCall): CriboError {
  if (cause instanceof CriboError) {
    const { diagnostic } = cause;
    if (plugin.startsWith('cribo:') || diagnostic.plugin !== undefined) return cause;
    const about = { plugin, hook, module: diagnostic.module ?? module, file: diagnostic.file ?? file };
    return new CriboError({ ...diagnostic, ...about }, cause.cause);
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CriboError({ ...pluginFailed(plugin, hook, reason), plugin, hook, module, file }, cause);
}

/** Calls handlers, and knows which calls have not settled. */
export interface HookCaller {
  /** Runs a handler; checks what it answers, where `null` counts as nothing. @throws CriboError with the plugin in it */
  call(call: HookCall, parameters: readonly unknown[], handler: () => unknown): Promise<unknown>;
  /** The oldest first. */
  pending(): readonly HookCall[];
}

export function createHookCaller(profiler: Profiler | undefined): HookCaller {
  const pending = new Set<HookCall>();

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
    async call(call, parameters, handler) {
      const source = editedSource(call.hook, parameters);
      const edits = source?.edits.length;
      if (source !== undefined) source.editor = call.plugin;
      const end = profiler?.call(call.plugin, call.hook, call.module);
      let result: unknown;
      try {
        result = (await settle(call, handler())) ?? undefined;
        const reason = invalidResult(call.hook, result, parameters[0]);
        if (reason !== undefined) error(invalidHookResult(call.plugin, call.hook, reason));
        return result;
      } catch (cause) {
        throw blame(cause, call);
      } finally {
        end?.(result === undefined && source?.edits.length === edits);
      }
    },
    pending: () => [...pending],
  };
}
