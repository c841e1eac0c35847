/** Names by which a program asks for source text: those of `inspect`, `linecache` and loaders (PEP 302). */
export const sourceReaders: readonly string[] = [
  'getsource',
  'getsourcelines',
  'get_source',
  'findsource',
  'getblock',
  'getcomments',
  'linecache',
  'getline',
  'getlines',
];

const anyReader = new RegExp(`\\b(?:${sourceReaders.join('|')})\\b`);

/** Whether a text asks for source. */
export const asksForSource = (text: string): boolean => anyReader.test(text);
