import type { Fact } from './fact.ts';

const GUIDE =
  'https://docs.aws.amazon.com/aws-certification/latest/solutions-architect-associate-03/solutions-architect-associate-03.html';
const domain = (value: number, says: string) =>
  ({ value, unit: 'per cent', page: GUIDE, read: '2026-11-28', from: 'quoted', says }) as const;

/** The four domains of the exam SAA-C03, as parts of what is scored. */
export const exam = {
  'exam.secure': domain(30, 'Domain 1: secure architectures.'),
  'exam.resilient': domain(26, 'Domain 2: resilient architectures.'),
  'exam.performing': domain(24, 'Domain 3: high-performing architectures.'),
  'exam.cost': domain(20, 'Domain 4: cost-optimized architectures.'),
} as const satisfies Readonly<Record<string, Fact>>;
