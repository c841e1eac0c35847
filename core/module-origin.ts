import { CriboError } from './diagnostics.ts';
import type { Answerer } from './hook-call.ts';
import type { Module } from './module.ts';

/** The user's plugin that a module's text comes from: the one that loaded it, else the one that said where it is. */
export function originOf({ loadedBy, resolvedBy }: Module): Answerer | undefined {
  if (loadedBy !== undefined) return { plugin: loadedBy, hook: 'load' };
  return resolvedBy === undefined ? undefined : { plugin: resolvedBy, hook: 'resolve' };
}

/** Names that plugin in what went wrong with a module's text, unless another one is named. */
export function blameOrigin(cause: unknown, module: Module): unknown {
  const origin = originOf(module);
  if (origin === undefined || !(cause instanceof CriboError) || cause.diagnostic.plugin !== undefined) return cause;
  return new CriboError({ ...cause.diagnostic, ...origin, module: module.name }, cause.cause);
}
