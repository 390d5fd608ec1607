declare module 'asl-validator' {
  /** Checks a definition against JSON Schemas of the States Language. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  };
}
