import type { Plugin } from 'cribo';

/** Writes a list of the modules beside the bundle, each with the bytes that it takes there. */
export default function moduleSizesPlugin({ file = 'module-sizes.txt' } = {}): Plugin {
  return {
    name: 'module-sizes',
    generate(bundle) {
      const lines = [bundle.entry, ...bundle.fragments].map(({ module, code, prologue = '' }) => {
        const size = Buffer.byteLength(prologue) + Buffer.byteLength(code);
        return `${String(size).padStart(8)} ${module.name}\n`;
      });
      bundle.emit({ name: file, content: lines.join('') });
    },
  };
}
