/** Made up: of a bank that there is, and accounts with right check digits that nobody has. */
export function ibans(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const account = `3704004405320${String(70_000 + 13 * at)}`;
    // "DE" as 1314, and 00 where the check digits stand.
    return `DE${String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`;
  });
}
