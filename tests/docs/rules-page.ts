/** docs/rules.md, made from the rule table itself, the words people read and the recorded situations. Pure. */
import { explainVerdict } from '@/utils/diagnosis/explain';
import { judge } from '@/utils/diagnosis/judge';
import { RULES, type Rule, SCOPE_OF } from '@/utils/diagnosis/rules';
import { tongueIn } from '../tongue';
import { evidenceOfCase } from '../unit/read-case';
import { recordedCases } from './cases';

const ENGLISH = tongueIn('en', 'en-GB');
const HEAD = `# Rules

Made from \`utils/diagnosis/rules.ts\` by \`npm run docs\`; do not edit. The first rule that matches wins. A fact that is
not known (\`null\`) matches nothing. Each rule names the recorded situations in \`tests/cases\` that prove it; the
sentence is what a person reads in the first of them.

When no rule but the last matches and nobody elsewhere could be asked, \`utils/diagnosis/tie-break.ts\` weighs the causes
and answers only when one is likelier than all others together ([decision 5](decisions.md)).
`;

/** Writes the page. */
export function rulesPage(): string {
  return [HEAD, ...RULES.map(section), section(LIKELIEST, RULES.length)].join('\n');
}

/** Not in the table: what the tie-break says. */
const LIKELIEST: Rule = { id: 'likeliest', verdict: 'service_down', confidence: 'medium', when: () => true };

function section(rule: Rule, index: number): string {
  const cases = recordedCases.filter(({ situation }) => situation.rule === rule.id);
  const guess = rule === LIKELIEST;
  const verdict = guess ? 'the likeliest' : `${rule.verdict} (${SCOPE_OF[rule.verdict]})`;
  const lines = [
    `## ${index + 1}. ${rule.id} → ${verdict}`,
    '',
    ...(guess ? [] : [`When \`${conditionOf(rule)}\``, '']),
    ...cases.slice(0, 1).map(({ situation }) => `> ${sentenceOf(situation)}\n`),
    ...cases.map(({ name, situation }) => `- [${name}](../tests/cases/${name}.json): ${situation.about}`),
    '',
  ];
  return lines.join('\n');
}

function conditionOf({ when }: Rule): string {
  return String(when)
    .replace(/^\(?\w*\)? =>/, '')
    .replace(/\bf\./g, '')
    .replace(/\(f\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^ /, '');
}

function sentenceOf(situation: (typeof recordedCases)[number]['situation']): string {
  const { verdict } = judge(evidenceOfCase(situation));
  const words = explainVerdict(verdict, 'Example', ENGLISH, verdict.confidence === 'high');
  return [words.line, words.because, words.todo].filter((one) => one !== null).join(' ');
}
