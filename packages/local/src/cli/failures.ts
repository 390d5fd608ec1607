/** Failures whose message says in one line what to do. Told by name, so that no part is loaded just to be compared with. */
const NAMES: readonly unknown[] = ['UsageError', 'CompileError', 'StartupError', 'TemplateError', 'DamagedFileError'];

export const isKnownFailure = (error: unknown): error is Error => error instanceof Error && NAMES.includes(error.name);

export const oneLine = (error: Error): string => error.message.replace(/\s*\n\s*/g, ' ');
