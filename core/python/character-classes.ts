/** Classes of ASCII characters, as bits. */
export const enum Character {
  NameStart = 1,
  Digit = 2,
}

/** Bits of `Character` by character code below 128. */
export const characterClasses = new Uint8Array(128);
for (let code = 0x61; code <= 0x7a; code++) characterClasses[code] = characterClasses[code - 32] = Character.NameStart;
for (let code = 0x30; code <= 0x39; code++) characterClasses[code] = Character.Digit;
characterClasses[0x5f] = Character.NameStart;

/** Whether a name part may have this code; what lies outside ASCII is checked when the whole name is known. */
export function isNamePart(code: number): boolean {
  return code < 128 ? characterClasses[code] !== 0 : code >= 128;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const startsName = /[\p{XID_Start}_]/u;
const continuesName = /\p{XID_Continue}/u;

/** Python's identifiers (PEP 3131) are those of Unicode's annex 31, with `_` as a start. */
export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** The index of the first character that keeps a text from being an identifier. */
export function invalidCharacterIndex(name: string): number {
  let index = 0;
  for (const character of name) {
    if (!(index === 0 ? startsName : continuesName).test(character)) return index;
    index += character.length;
  }
  return 0;
}
