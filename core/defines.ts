import { contradictoryDefines, error, invalidDefine, invalidPlatform } from './diagnostics.ts';
import { nearest } from './nearest.ts';
import type { BuildOptions, DefinedValue } from './options.ts';

/** Values of `sys.platform` (PC/pyconfig.h, configure.ac); some Unixes add a version. */
const platforms = ['aix', 'android', 'cygwin', 'darwin', 'emscripten', 'ios', 'linux', 'wasi', 'win32'];
const versionedPlatform = /^(?:dragonfly|freebsd|netbsd|openbsd|sunos)\d*$/;

/** What people call platforms that have another name in Python. */
const otherNames: Readonly<Record<string, string>> = {
  mac: 'darwin',
  macos: 'darwin',
  osx: 'darwin',
  windows: 'win32',
  win64: 'win32',
  nt: 'win32',
  linux2: 'linux',
  posix: 'linux',
  wasm: 'wasi',
};

/** A platform as it was given. @throws CriboError `INVALID_PLATFORM` */
export function checkPlatform(platform: string): string {
  if (platforms.includes(platform) || versionedPlatform.test(platform)) return platform;
  const meant = otherNames[platform.toLowerCase()];
  return error(invalidPlatform(platform, meant === undefined ? nearest(platform, platforms) : [meant], platforms));
}

/** `os.name` of a platform. */
export function osNameOf(platform: string): string {
  return platform === 'win32' ? 'nt' : 'posix';
}

/** A value as Python spells it. */
export function pythonConstant(value: DefinedValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

/** The value of `NAME=value`: a number, true, false or none in any case, a string in quotes, or else a string as it is. */
export function parseDefinedValue(text: string): DefinedValue {
  if (/^-?(?:\d+(?:\.\d*)?|0x[\da-f]+)$/i.test(text)) return Number(text);
  const word = { true: true, false: false, none: null, null: null }[text.toLowerCase()];
  if (word !== undefined) return word;
  return /^(['"])(?<body>.*)\1$/s.exec(text)?.groups!.body ?? text;
}

const tupleHints: Readonly<Record<string, string>> = {
  'sys.version_info': '--target-python 3.8 says on which versions the bundle runs.',
  'sys.hexversion': '--target-python 3.8 says on which versions the bundle runs.',
};

/** @throws CriboError `CONTRADICTORY_DEFINES` where a value is given beside another one */
function agree(name: string, value: DefinedValue | undefined, others: readonly (DefinedValue | undefined)[]): void {
  const other = others.find((each) => each !== undefined && each !== value);
  if (value === undefined || other === undefined) return;
  error(contradictoryDefines(name, pythonConstant(value), pythonConstant(other)));
}

/** @throws CriboError `INVALID_DEFINE`, `CONTRADICTORY_DEFINES` */
export function checkDefines({ define = {}, targetPlatform = [] }: BuildOptions): void {
  for (const name of Object.keys(define)) {
    if (!/^[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)*$/u.test(name)) {
      error(invalidDefine(name, 'it is no dotted name', 'A definition is NAME=value, as in --define DEBUG=false'));
    }
    const hint = tupleHints[name];
    if (hint !== undefined) error(invalidDefine(name, 'its value is no single constant', hint));
  }
  const platform = define['sys.platform'];
  const all = platform === undefined ? targetPlatform : [String(platform)];
  agree('sys.platform', platform, targetPlatform);
  agree('os.name', define['os.name'], all.map(osNameOf));
  agree('TYPE_CHECKING', define['TYPE_CHECKING'], [define['typing.TYPE_CHECKING']]);
}
