/** Payment card schemes: the first digits they issue under (ISO/IEC 7812) and the lengths of their numbers. */
interface Brand {
  readonly name: string;
  /** Single prefixes (`34`) and ranges (`2221-2720`), both ends inclusive. */
  readonly prefixes: string;
  readonly lengths: readonly number[];
}

const brands: readonly Brand[] = [
  { name: 'Visa', prefixes: '4', lengths: [13, 16, 19] },
  { name: 'Mastercard', prefixes: '51-55 2221-2720', lengths: [16] },
  { name: 'American Express', prefixes: '34 37', lengths: [15] },
  { name: 'Diners Club', prefixes: '300-305 3095 36 38-39', lengths: [14, 16, 19] },
  { name: 'Discover', prefixes: '6011 644-649 65', lengths: [16, 19] },
  { name: 'JCB', prefixes: '3528-3589', lengths: [16, 17, 18, 19] },
  { name: 'UnionPay', prefixes: '62 81', lengths: [16, 17, 18, 19] },
  {
    name: 'Maestro',
    prefixes: '5018 5020 5038 5893 5612 6304 6390 6706 6709 6759 6761-6763 6771 6799',
    lengths: [13, 14, 15, 16, 17, 18, 19],
  },
  { name: 'MIR', prefixes: '2200-2204', lengths: [16, 17, 18, 19] },
  { name: 'Dankort', prefixes: '5019', lengths: [16] },
  { name: 'Switch and Solo', prefixes: '633110 633300 633301 6334 6767 564182', lengths: [16, 18, 19] },
  { name: 'RuPay', prefixes: '508 6069 607 608 6521 6522 82', lengths: [16] },
  { name: 'InterPayment', prefixes: '636', lengths: [16, 17, 18, 19] },
  { name: 'Troy', prefixes: '9792', lengths: [16] },
  { name: 'Verve', prefixes: '506099-506198 650002-650027', lengths: [16, 18, 19] },
  { name: 'Hipercard', prefixes: '606282', lengths: [16] },
  { name: 'UATP', prefixes: '1', lengths: [15] },
];

const ranges = brands.flatMap(({ name, prefixes, lengths }) =>
  prefixes.split(' ').map((range) => {
    const [from = '', to = from] = range.split('-');
    return { name, from, to, lengths };
  }),
);

/** The scheme that may have issued a number of these digits, or null. */
export function cardBrand(digits: string): string | null {
  const range = ranges.find(({ from, to, lengths }) => {
    const start = digits.slice(0, from.length);
    return start >= from && start <= to && lengths.includes(digits.length);
  });
  return range?.name ?? null;
}
