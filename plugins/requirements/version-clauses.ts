import type { Distribution } from '../environment/distribution.ts';
import type { Declaration } from './declarations.ts';

// PEP 440, as far as a version may stand in a clause.
const version = /^v?(?:\d+!)?\d[\w.]*(?:[-_.]?(?:a|b|rc|post|dev)\d*)*(\+[\w.]+)?$/i;

/**
 * The versions to require: the installed one or later, and what else was declared; the installed one alone where
 * requirements are pinned; what was declared where nothing is installed.
 */
export function versionClauses(
  installed: string | undefined,
  declared: readonly Declaration[],
  pins: boolean,
): string[] {
  const clauses = [...new Set(declared.flatMap(({ requirement }) => requirement.clauses))];
  const exact = clauses.find((clause) => clause.startsWith('==') && !clause.endsWith('*'));
  const match = version.exec(installed ?? '');
  if (match === null) return clauses;
  if (pins) return [`==${installed}`];
  if (exact !== undefined) return [exact];
  const [, local = ''] = match;
  // Only `==` takes a local version; what says that an older version will do is narrowed by the installed one.
  return [
    `>=${installed!.slice(0, installed!.length - local.length)}`,
    ...clauses.filter((clause) => !clause.startsWith('>')),
  ];
}

/** Where a distribution was installed from, if not from an index (PEP 610): an address as requirements spell it. */
export function sourceAddress(distribution: Distribution): string | undefined {
  const text = distribution.readMetadata('direct_url.json');
  if (text === undefined) return undefined;
  try {
    const { url, vcs_info: vcs } = JSON.parse(text) as { url?: unknown; vcs_info?: { vcs: string; commit_id: string } };
    const address = vcs === undefined ? String(url) : `${vcs.vcs}+${url}@${vcs.commit_id}`;
    return typeof url === 'string' && /^[^\s#;]+$/.test(address) ? address : undefined;
  } catch {
    // What is no JSON, or not this, says nothing.
    return undefined;
  }
}
