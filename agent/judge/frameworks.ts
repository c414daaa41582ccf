import type { ComplianceOptions, Requirement, Served } from '../contracts/compliance.ts';

/**
 * Requirements of laws and standards that places, periods and readers of data are evidence of. Numbers are those of the
 * texts; titles are ours. GDPR: Regulation (EU) 2016/679. CCPA: Cal. Civ. Code as amended by the CPRA. HIPAA: 45 CFR.
 * PCI DSS 4.0.1. ISO/IEC 27001:2022 Annex A, ISO/IEC 27701:2019.
 */
const location: Served = { type: 'location' };
const retention: Served = { type: 'retention' };
const exposure: Served = { type: 'exposure' };
const aspect = (of: NonNullable<Served['aspect']>): Served => ({ type: 'location', aspect: of });
const only = (served: readonly Served[], ...categories: string[]) => served.map((of) => ({ ...of, categories }));
const readers = [exposure, aspect('access')];
const health = ['user.health_and_medical', 'user.biometric', 'user.genetic'];
const cards = ['user.financial.credit_card', 'user.payment'];

const texts: readonly (readonly [framework: string, at: string, title: string, served: readonly Served[]])[] = [
  ['GDPR', 'Art. 5(1)(b)', 'Purpose limitation: data lies where its purpose needs it', [location]],
  ['GDPR', 'Art. 5(1)(c)', 'Data minimisation: no more kinds of data than a place is for', [location]],
  ['GDPR', 'Art. 5(1)(e)', 'Storage limitation', [retention]],
  ['GDPR', 'Art. 5(1)(f)', 'Integrity and confidentiality', readers],
  ['GDPR', 'Art. 9', 'Special categories lie only where they may', only([location, ...readers], ...health)],
  ['GDPR', 'Art. 17(1)(a)', 'Erasure of what is no longer necessary', [retention]],
  ['GDPR', 'Art. 25(2)', 'By default not accessible to an indefinite number of persons', readers],
  ['GDPR', 'Art. 28(3)', 'Processors have a contract', [aspect('third_party')]],
  ['GDPR', 'Art. 32(1)(a)', 'Encryption', [aspect('encryption'), aspect('tls')]],
  ['GDPR', 'Art. 44', 'Transfers: data stays in the regions that were agreed', [aspect('region')]],
  ['CCPA/CPRA', '§ 1798.100(a)(3)', 'No longer than reasonably necessary for the purpose disclosed', [retention]],
  ['CCPA/CPRA', '§ 1798.100(c)', 'Reasonably necessary and proportionate', [location]],
  ['CCPA/CPRA', '§ 1798.100(d)', 'Agreements with third parties and service providers', [aspect('third_party')]],
  ['CCPA/CPRA', '§ 1798.100(e)', 'Reasonable security procedures', readers],
  [
    'CCPA/CPRA',
    '§ 1798.121',
    'Sensitive personal information',
    only([location, ...readers], ...health, 'user.government_id', 'user.financial'),
  ],
  ['HIPAA', '§ 164.308(a)(4)', 'Information access management', only(readers, ...health)],
  ['HIPAA', '§ 164.308(b)(1)', 'Contracts with business associates', only([aspect('third_party')], ...health)],
  ['HIPAA', '§ 164.312(a)(2)(iv)', 'Encryption of what is stored', only([aspect('encryption')], ...health)],
  ['HIPAA', '§ 164.312(e)(1)', 'Security of transmission', only([aspect('tls')], ...health)],
  ['HIPAA', '§ 164.316(b)(2)(i)', 'Documentation is kept for six years: rules must name it in serves', []],
  ['HIPAA', '§ 164.502(b)', 'Minimum necessary', only([location], ...health)],
  [
    'PCI DSS',
    '3.2.1',
    'Account data is stored as little and as short as needed',
    only([location, retention], ...cards),
  ],
  ['PCI DSS', '3.5.1', 'Account numbers are unreadable where they are stored', only([aspect('encryption')], ...cards)],
  ['PCI DSS', '4.2.1', 'Strong cryptography in transmission', only([aspect('tls')], ...cards)],
  ['PCI DSS', '7.2.2', 'Access by need to know', only(readers, ...cards)],
  ['PCI DSS', '12.5.2', 'Account data lies only in the scope that is documented', only([location], ...cards)],
  ['PCI DSS', '12.8.2', 'Agreements with service providers', only([aspect('third_party')], ...cards)],
  ['ISO/IEC 27001', 'A.5.10', 'Acceptable use of information', [location]],
  ['ISO/IEC 27001', 'A.5.15', 'Access control', readers],
  ['ISO/IEC 27001', 'A.5.20', 'Security in supplier agreements', [aspect('third_party')]],
  ['ISO/IEC 27001', 'A.5.33', 'Protection of records', [retention]],
  ['ISO/IEC 27001', 'A.5.34', 'Privacy and protection of personal data', [location, retention, ...readers]],
  ['ISO/IEC 27001', 'A.8.3', 'Information access restriction', readers],
  ['ISO/IEC 27001', 'A.8.10', 'Information deletion', [retention]],
  ['ISO/IEC 27001', 'A.8.12', 'Data leakage prevention', [location, ...readers]],
  ['ISO/IEC 27001', 'A.8.24', 'Use of cryptography', [aspect('encryption'), aspect('tls')]],
  ['ISO/IEC 27701', '7.2.6', 'Contracts with processors', [aspect('third_party')]],
  ['ISO/IEC 27701', '7.4.2', 'Processing is limited to its purpose', [location]],
  ['ISO/IEC 27701', '7.4.4', 'Minimisation objectives', [location]],
  ['ISO/IEC 27701', '7.4.5', 'Deletion at the end of processing', [retention]],
  ['ISO/IEC 27701', '7.4.7', 'Retention', [retention]],
  ['ISO/IEC 27701', '7.4.8', 'Disposal', [retention]],
];

const builtIn: readonly Requirement[] = texts.map(([framework, at, title, served]) => {
  return { id: `${framework} ${at}`, framework, title, served };
});

interface Named {
  readonly id: string;
  readonly serves?: readonly string[];
}

/** Which rules of the policy serve which requirements; what a rule names that is not among ours is a requirement of its own. */
export function complianceBy(policy: object, types: readonly string[]): ComplianceOptions {
  const sections = policy as Readonly<Record<string, readonly Named[] | undefined>>;
  const rules = types.flatMap((type) => {
    return (sections[type === 'location' ? 'locations' : type] ?? []).map((rule) => {
      return [rule.id, { type, serves: rule.serves ?? null }] as const;
    });
  });
  const known = new Set(builtIn.map(({ id }) => id));
  const others = [...new Set(rules.flatMap(([, { serves }]) => serves ?? []))].filter((id) => !known.has(id)).sort();
  const own = others.map((id) => ({ id, framework: frameworkOf(id), title: id, served: [] }));
  return { requirements: [...builtIn, ...own], rules: new Map(rules) };
}

function frameworkOf(id: string): string {
  const known = builtIn.find(({ framework }) => id.startsWith(`${framework} `));
  return known?.framework ?? 'Other';
}
