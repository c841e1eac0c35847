import type { Constant } from './expression-tree.ts';

/** The constant that a number literal (as the tokenizer delimits it) denotes, spelled as `repr()` does. */
export function numberConstant(literal: string): Constant {
  const text = literal.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(text)) return { type: 'constant', of: 'integer', text: String(BigInt(text)) };
  if (text.endsWith('j')) return { type: 'constant', of: 'complex', text: `${shortest(Number(text.slice(0, -1)))}j` };
  if (!/[.e]/.test(text)) return { type: 'constant', of: 'integer', text: String(BigInt(text)) };
  const digits = shortest(Number(text));
  return { type: 'constant', of: 'float', text: /[.e]/.test(digits) ? digits : `${digits}.0` };
}

/**
 * The shortest digits that give the same number, with an exponent below -4 and from 16 on (`float_repr_style` is
 * always `short`). Infinity has no literal, so Python/ast_unparse.c prints one that overflows.
 */
function shortest(value: number): string {
  if (value === Infinity) return '1e309';
  const [mantissa, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  const digits = mantissa.replace('.', '');
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
