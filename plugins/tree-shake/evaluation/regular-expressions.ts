/** Numbers of repetitions below this are taken in every version. */
const MOST_REPETITIONS = 1000;
const MOST_GROUPS = 90;

const escaped = /^\\(?:[dDsSwWbBAZnrtfv.\\^$*+?{}[\]|()/"'<>=!:;,#&~`@%-]|x[\da-fA-F]{2}|u[\da-fA-F]{4})/;
const escapedInClass = /^\\(?:[dDsSwWnrtfv.\\^$*+?{}[\]|()/"'<>=!:;,#&~`@%-]|x[\da-fA-F]{2}|u[\da-fA-F]{4})/;

/**
 * Whether `re.compile` takes a pattern in every version, without a warning: of what its syntax has only a part is known,
 * and nothing that depends on other parts of the pattern (references, look-behind, flags in the middle).
 */
export function isValidPattern(pattern: string, isVerbose: boolean): boolean {
  let at = 0;
  let groups = 0;
  const names = new Set<string>();
  const rest = (): string => pattern.slice(at);
  const take = (syntax: RegExp): RegExpExecArray | undefined => {
    const found = syntax.exec(rest());
    if (found !== null) at += found[0].length;
    return found ?? undefined;
  };

  function alternatives(): boolean {
    do {
      while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
        if (isVerbose && take(/^(?:\s+|#[^\n]*\n?)/) !== undefined) continue;
        if (!item()) return false;
      }
    } while (take(/^\|/) !== undefined);
    return true;
  }

  function item(): boolean {
    const isRepeated = take(/^[$^]|^\\[bBAZ]/) === undefined;
    if (isRepeated && !(pattern[at] === '(' ? group() : atom())) return false;
    if (isVerbose) take(/^\s+/);
    const repeat = take(/^(?:[*+?]|\{(\d*)(?:(,)(\d*))?\})\??/);
    if (repeat === undefined) return !/^[*+?]/.test(rest());
    const [all, least, comma, most] = repeat;
    // What is no repetition is text, but not one that has to be told here.
    if (all.startsWith('{') && least === '' && (most ?? '') === '') return false;
    const [from, to] = [Number(least ?? 0), Number(most || MOST_REPETITIONS - 1)];
    const isSure = from < MOST_REPETITIONS && to < MOST_REPETITIONS && (comma === undefined || from <= to);
    return isRepeated && isSure && !/^[*+?{]/.test(rest());
  }

  function group(): boolean {
    const open = take(/^\((?:\?(?:[:=!]|P<(\w+)>))?/)!;
    if (open[1] !== undefined && (names.has(open[1]) || !/^[A-Za-z_]\w*$/.test(open[1]))) return false;
    if (open[1] !== undefined) names.add(open[1]);
    if (groups++ > MOST_GROUPS || pattern[at] === '?') return false;
    return alternatives() && take(/^\)/) !== undefined;
  }

  function atom(): boolean {
    if (pattern[at] === '[') return characters();
    if (pattern[at] === '\\') return take(escaped) !== undefined;
    return take(/^[^*+?{}[\]()|\\^$]/s) !== undefined || take(/^[}\]]/) !== undefined;
  }

  /** A set of characters; what later versions may take for set operations is left. */
  function characters(): boolean {
    take(/^\[\^?/);
    const start = at;
    for (let isFirst = true; ; isFirst = false) {
      if (!isFirst && take(/^\]/) !== undefined) return !/\[|--|&&|~~|\|\|/.test(pattern.slice(start, at));
      const from = take(escapedInClass) ?? take(/^[^\\]/su);
      if (from === undefined) return false;
      if (!/^-[^\]]/.test(rest())) continue;
      at++;
      const to = take(escapedInClass) ?? take(/^[^\\]/su);
      const isRange = from[0].length === 1 && to?.[0].length === 1 && from[0] <= to[0];
      const isOfCodes =
        /^\\[xu]/.test(from[0]) && from[0].length === to?.[0].length && from[0].toLowerCase() <= to[0].toLowerCase();
      if (!isRange && !isOfCodes) return false;
    }
  }

  return alternatives() && at === pattern.length;
}
