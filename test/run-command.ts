import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** How a command ended. */
export interface Outcome {
  /** Exit status; `null` when a signal or the time limit ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  /** Standard input; empty when left out. */
  readonly input?: Uint8Array | undefined;
  readonly environment?: Readonly<Record<string, string>>;
  /** The user to run as; whoever runs the tests, when left out. */
  readonly uid?: number | undefined;
  /** Milliseconds after which the command is killed. */
  readonly timeout?: number | undefined;
}

const TIME_LIMIT = 60_000;

let free = availableParallelism() + 1;
const waiting: (() => void)[] = [];

/** Runs a command to its end; never more commands at once than the machine has use for. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await run(command, args, options);
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}

function run(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...inherited(), ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: options.timeout ?? TIME_LIMIT,
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
    // A program that ends before it has read its standard input closes the pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** The environment without what would change how Python or cribo behave. */
function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PYTHON|CRIBO_|NODE_OPTIONS|FORCE_COLOR)/.test(name)),
  );
}
