import { exam } from '#study/facts/exam.ts';

/** A domain of the exam, and the part of what is scored, in per cent. */
export interface Domain {
  readonly number: number;
  readonly name: string;
  readonly part: number;
}

/** The four domains of SAA-C03. */
export const domains: readonly Domain[] = [
  { number: 1, name: 'Secure architectures', part: exam['exam.secure'].value },
  { number: 2, name: 'Resilient architectures', part: exam['exam.resilient'].value },
  { number: 3, name: 'High-performing architectures', part: exam['exam.performing'].value },
  { number: 4, name: 'Cost-optimized architectures', part: exam['exam.cost'].value },
];
