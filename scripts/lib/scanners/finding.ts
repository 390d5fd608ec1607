/** What a scanner says of one resource of a template. */
export interface Finding {
  readonly scanner: 'cfn-lint' | 'checkov' | 'cfn-guard';
  /** As the scanner names it. */
  readonly rule: string;
  /** Logical id; empty where it is about the whole template. */
  readonly resource: string;
  readonly message: string;
}

export const lineOf = ({ scanner, rule, resource, message }: Finding): string =>
  `${scanner} ${rule}${resource === '' ? '' : ` ${resource}`}: ${message}`;
