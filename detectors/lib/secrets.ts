/** Words by which examples and templates say that a secret is to be put in their place. */
const words =
  /example|sample|dummy|changeme|change[-_.]me|your[-_.]?|placeholder|redacted|insert|replace|todo|fixme|foobar|notreal|not[-_]a|fake|xxxx|\*\*\*|\.\.\.|<|>|\$\{|\{\{|%\(|…/i;

/** Why a secret is nobody's: it says so itself, repeats itself, or counts. Null for any other. */
export function placeholderSecret(secret: string): string | null {
  if (words.test(secret)) return 'placeholder: it says so itself';
  if (/(.)\1{5}/.test(secret)) return 'placeholder: one character repeated';
  if (/0123456|1234567|abcdefg|qwerty|deadbeef/i.test(secret)) return 'placeholder: characters in a row';
  return null;
}

/** `{ deny }` for a placeholder, else nothing: to be spread into an answer. */
export function denySecret(secret: string): { deny?: string } {
  const deny = placeholderSecret(secret);
  return deny === null ? {} : { deny };
}

/** Shannon's entropy in bits per character: words of a language have about 3, random letters and digits 4 and more. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** True where a text is as varied as random letters and digits of its length are. */
export function isRandom(text: string): boolean {
  return entropy(text) >= Math.min(3.6, 0.75 * Math.log2(text.length));
}
