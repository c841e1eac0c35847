import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { error, outputIsInput, outputNotWritable } from './diagnostics.ts';
import { replaceFile } from './replace-file.ts';

const reasons: Record<string, string> = {
  ENOENT: 'it is not there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EFBIG: 'the file would be too large',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'the name is too long',
};

/** What an error of the file system means, as the end of a sentence. */
export function fileErrorReason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

/**
 * Writes the bundle beside its place and renames it, so that the previous file stays whole whatever happens.
 * Missing folders are made. A symbolic link stays a link; the file it names is replaced.
 * @param inputs identities (`device:inode`) of files that must not be written
 * @throws CriboError `OUTPUT_IS_INPUT`, `OUTPUT_NOT_WRITABLE`
 */
export async function writeOutput(
  file: string,
  bytes: Uint8Array,
  executable: boolean,
  inputs: ReadonlySet<string>,
): Promise<void> {
  const existing = await stat(file).catch(() => undefined);
  if (existing !== undefined && inputs.has(`${existing.dev}:${existing.ino}`)) error({ ...outputIsInput(file), file });
  try {
    if (existing?.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    // A device or a pipe is written to, not replaced.
    if (existing !== undefined && !existing.isFile()) return await writeFile(file, bytes);
    await mkdir(dirname(file), { recursive: true });
    const permissions = (existing?.mode ?? 0o666 & ~process.umask()) & 0o777;
    // Whoever may read an executable bundle may run it.
    const mode = executable ? permissions | ((permissions & 0o444) >> 2) : permissions;
    await replaceFile(file, bytes, mode);
  } catch (cause) {
    error({ ...outputNotWritable(file, fileErrorReason(cause)), file }, cause);
  }
}
