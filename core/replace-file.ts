import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';

/**
 * Replaces a file as a whole: writes beside it, flushes to the disk, and renames. Whatever goes wrong, the old file stays
 * and the new one leaves nothing behind. A symbolic link stays a link; the file it names is replaced.
 *
 * The usual library for this (write-file-atomic 7) takes a write that the disk took in part for a whole one.
 * @param mode permissions, as `chmod` takes them
 */
export async function replaceFile(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const beside = `${target}.${process.pid}.${randomBytes(4).toString('hex')}`;
  // Past a limit on the size of files the system sends this signal, which would end the process without a word.
  process.on('SIGXFSZ', ignore);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      // Unlike `write`, this goes on until everything is written.
      await handle.writeFile(bytes);
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true }).catch(ignore);
    throw cause;
  } finally {
    process.off('SIGXFSZ', ignore);
  }
}

function ignore(): void {}
