import { spawn } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A message of the Debug Adapter Protocol, as far as the tests read it. */
interface Message {
  readonly type: 'event' | 'response';
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Record<string, unknown>;
}

/** A frame of a stopped program, innermost first. */
export interface DebugFrame {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly path: string | undefined;
}

/** A debugger's client, connected to a program that waits for it. */
export interface DebugClient {
  request(command: string, args?: object): Promise<Record<string, unknown>>;
  /** The body of the next event of that name, or of one that nobody has waited for yet. */
  event(name: string): Promise<Record<string, unknown>>;
  /** Waits until the program stops, and says why and where. */
  stop(): Promise<{ reason: string; thread: number; frames: DebugFrame[] }>;
  /** Ends the program if it is still there; gives what it has printed. */
  end(): Promise<string>;
}

const TIME_LIMIT = 30_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Connects to a port as soon as somebody listens there. */
async function connected(port: number): Promise<Socket> {
  for (const begin = Date.now(); ; await sleep(100)) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    if (isOpen) return socket;
    if (Date.now() - begin > TIME_LIMIT) throw new Error('debugpy does not listen');
  }
}

/** Starts a program under debugpy, which waits for the client. */
export async function debugProgram(
  python: string,
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<DebugClient> {
  const port = await freePort();
  const debugged = [
    '-Xfrozen_modules=off',
    '-m',
    'debugpy',
    '--listen',
    `127.0.0.1:${port}`,
    '--wait-for-client',
    ...words,
  ];
  const child = spawn(python, debugged, { cwd, env: { ...process.env, ...environment } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (printed += data.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const socket = await connected(port);
  const events: Message[] = [];
  const answers = new Map<number, (message: Message) => void>();
  const waiting = new Map<string, (message: Message) => void>();
  let received = Buffer.alloc(0);
  let sequence = 0;

  function take(message: Message): void {
    if (message.type === 'response') answers.get(message.request_seq!)?.(message);
    else if (waiting.has(message.event!)) {
      const resolve = waiting.get(message.event!)!;
      waiting.delete(message.event!);
      resolve(message);
    } else events.push(message);
  }

  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(received.subarray(0, Math.max(0, end)).toString())?.[1]);
      if (end === -1 || received.length < end + 4 + length) return;
      const body = received.subarray(end + 4, end + 4 + length);
      received = received.subarray(end + 4 + length);
      take(JSON.parse(body.toString()) as Message);
    }
  });

  const inTime = <Value>(what: string, promise: Promise<Value>): Promise<Value> => {
    const late = sleep(TIME_LIMIT, undefined, { ref: false }).then(() => {
      throw new Error(`no ${what} within ${TIME_LIMIT} ms; the program printed\n${printed}`);
    });
    return Promise.race([promise, late]);
  };

  const client: DebugClient = {
    async request(command, args = {}) {
      const seq = ++sequence;
      const answer = new Promise<Message>((resolve) => answers.set(seq, resolve));
      const content = JSON.stringify({ seq, type: 'request', command, arguments: args });
      socket.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
      const { success, message, body = {} } = await inTime(`answer to ${command}`, answer);
      if (success !== true) throw new Error(`${command}: ${message}`);
      return body;
    },
    async event(name) {
      const at = events.findIndex(({ event }) => event === name);
      if (at !== -1) return events.splice(at, 1)[0].body ?? {};
      const next = new Promise<Message>((resolve) => waiting.set(name, resolve));
      return (await inTime(`event ${name}`, next)).body ?? {};
    },
    async stop() {
      const { reason, threadId } = (await client.event('stopped')) as { reason: string; threadId: number };
      const { stackFrames } = (await client.request('stackTrace', { threadId })) as {
        stackFrames: { name: string; line: number; column: number; source?: { path?: string } }[];
      };
      const frames = stackFrames.map(({ name, line, column, source }) => ({ name, line, column, path: source?.path }));
      return { reason, thread: threadId, frames };
    },
    async end() {
      socket.destroy();
      child.kill('SIGKILL');
      await ended;
      return printed;
    },
  };
  return client;
}
