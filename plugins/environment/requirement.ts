/** A requirement on another distribution (PEP 508), as far as it is read here. */
export interface Requirement {
  readonly name: string;
  /** The name as PEP 503 normalises it. */
  readonly key: string;
  /** Extras that it asks for, normalised. */
  readonly extras: readonly string[];
  /** Clauses of versions, `>=1` or `<2`; none where it has an address (`name @ https://...`) or takes any version. */
  readonly clauses: readonly string[];
  /** What stands after `@`. */
  readonly address: string | undefined;
  /** The environment marker, without the semicolon. */
  readonly marker: string | undefined;
  /** Extras of the requiring distribution for which alone it holds, normalised; none when it always holds. */
  readonly forExtras: readonly string[];
}

/** A name as PEP 503 normalises it, so that all spellings are one. */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

// Metadata come from anybody, and what is read here is written into files that pip reads.
const versionClause = /^(?:[<>~!=]=|[<>]|===)[\w.!+*-]+$/;
const plainMarker = /^(?!.*\s--)[^#;\r\n]+$/;

/** Reads `name[extra] (>=1.0) ; marker`; `undefined` for what is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const match = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?(?:@\s*(\S+)|([^;]*))\s*(?:;(.*))?$/s.exec(
    text,
  );
  if (match === null) return undefined;
  const [, name, extras = '', address, versions = '', marker] = match;
  const condition = marker?.trim() ?? '';
  return {
    name,
    key: normalizedName(name),
    extras: extras
      .split(',')
      .map((extra) => normalizedName(extra.trim()))
      .filter((extra) => /^[\w-]+$/.test(extra)),
    clauses: versions
      .replace(/^\s*\((.*)\)\s*$/s, '$1')
      .split(',')
      .map((clause) => clause.replaceAll(/\s+/g, ''))
      .filter((clause) => versionClause.test(clause)),
    address,
    marker: condition !== '' && plainMarker.test(condition) ? condition : undefined,
    forExtras: [...(marker ?? '').matchAll(/\bextra\s*==\s*(["'])(.*?)\1/g)].map(([, , extra]) =>
      normalizedName(extra),
    ),
  };
}

/**
 * The requirements in a `requires.txt` of setuptools, which old installations have in place of fields: lines, and
 * sections `[extra]`, `[:marker]` and `[extra:marker]`.
 */
export function requirementsOfSections(text: string): string[] {
  let suffix = '';
  return text.split(/\r\n|\n|\r/).flatMap((line) => {
    const section = /^\s*\[([^:\]]*)(?::(.*))?\]\s*$/.exec(line);
    if (section === null) return line.trim() === '' ? [] : [`${line.trim()}${suffix}`];
    const [, extra, marker] = section;
    const parts = [...(marker ? [`(${marker})`] : []), ...(extra ? [`extra == "${extra}"`] : [])];
    suffix = parts.length === 0 ? '' : `; ${parts.join(' and ')}`;
    return [];
  });
}
