import type { Detector, Shape } from '../../agent/contracts/detector.ts';

/**
 * Detectors' shapes as regular expressions for ripgrep, one a line: what an engine of expressions needs to look for
 * the same candidates, without checks, labels or evidence. What would slow it most is left out, in its favour: values
 * after labels, names of months, bounds of e-mail addresses, Unicode.
 */
export function patternsOf(detectors: readonly Detector[]): string {
  const lines = detectors.flatMap((detector) => detector.shapes.flatMap((shape) => patternOf(detector, shape)));
  return `${[...new Set(lines)].sort().join('\n')}\n`;
}

const edge = '(?-u:\\b)';
function patternOf(detector: Detector, shape: Shape): string[] {
  switch (shape.kind) {
    case 'digits':
      return shape.digits.flatMap((count) => digits(count, shape));
    case 'mask':
      return [edge + mask(shape.mask, shape.max ?? detector.reach, set(shape.separators)) + edge];
    case 'email':
      return ["[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]+"];
    case 'ipv4':
      return [`${edge}[0-9]{1,3}(?:\\.[0-9]{1,3}){3}${edge}`];
    case 'ipv6':
      return ['[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,37}[0-9A-Fa-f:]'];
    case 'phone':
      return ['[+(]?[0-9](?:[ ()./-]{0,3}[0-9]){6,16}'];
    case 'date':
      return [
        `${edge}[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}${edge}`,
        `${edge}[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?[0-9]{2,4}${edge}`,
      ];
    case 'labelled':
      return [];
    case 'token':
      return shape.prefixes.map((prefix) => {
        const rest = `{${shape.min - prefix.length},${shape.max - prefix.length}}`;
        return `${edge}${literal(prefix)}${set(`A-Za-z0-9${shape.also ?? ''}`).replace('A\\-Za\\-z0\\-9', 'A-Za-z0-9')}${rest}`;
      });
    case 'url':
      return ['[A-Za-z][A-Za-z0-9+.-]{1,23}://[^ "\'<>]+'];
    case 'pem':
      return ['-----BEGIN [A-Z ]*PRIVATE KEY'];
    case 'pattern':
      return [shape.flags?.includes('i') ? `(?i)${shape.pattern}` : shape.pattern];
  }
}

function digits(count: number, shape: Extract<Shape, { kind: 'digits' }>): string[] {
  const bare = `${edge}[0-9]{${count}}${edge}`;
  if (!shape.separators) return [bare];
  const between = set(shape.separators);
  if (shape.groups === undefined) return [`${edge}[0-9](?:${between}?[0-9]){${count - 1}}${edge}`];
  const grouped = shape.groups.filter((sizes) => sizes.reduce((a, b) => a + b, 0) === count);
  return [bare, ...grouped.map((sizes) => edge + sizes.map((size) => `[0-9]{${size}}`).join(between) + edge)];
}

function mask(text: string, max: number, between: string): string {
  const open = text.endsWith('*');
  const chars = Array.from(open ? text.slice(0, -1) : text, (char) =>
    char === 'A' ? '[A-Za-z]' : char === '9' ? '[0-9]' : '[A-Za-z0-9]',
  );
  const gap = between === '' ? '' : `${between}?`;
  const more = open ? `(?:${gap}${chars.at(-1)}){0,${max - chars.length}}` : '';
  return chars.join(gap) + more;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function set(separators = ''): string {
  return separators === '' ? '' : `[${separators.replace(/[\\\]^-]/g, '\\$&')}]`;
}
