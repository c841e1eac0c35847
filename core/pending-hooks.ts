import { CriboError, hookNeverSettled } from './diagnostics.ts';
import type { PluginDriver } from './plugin-driver.ts';

/** A promise that is rejected when Node has nothing left to do while a hook is pending, and how to stop watching. */
export interface PendingHooks {
  readonly failure: Promise<never>;
  stop(): void;
}

/** Node would end with status 0 and no output when a hook never settles; `beforeExit` is the last chance to say so. */
export function watchPendingHooks(driver: Pick<PluginDriver, 'pending'>): PendingHooks {
  let reject: (reason: CriboError) => void;
  const promise = new Promise<never>((_resolve, rejectPromise) => void (reject = rejectPromise));
  const report = (): void => {
    const [oldest, ...others] = driver.pending();
    if (oldest === undefined) return;
    reject(new CriboError({ ...hookNeverSettled(oldest.plugin, oldest.hook, others.length), ...oldest }));
  };
  process.on('beforeExit', report);
  // Whoever waits for the failure hears of it; without anybody waiting it is no unhandled rejection.
  promise.catch(() => {});
  return { failure: promise, stop: () => process.off('beforeExit', report) };
}
