/** What ValidateStateMachineDefinition says of a definition, at its line. */
export interface Diagnostic {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly location?: string;
  /** From 1. */
  readonly line: number;
}

/** Answer of `GET machine`. */
export interface MachineAnswer {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: string;
  readonly roleArn: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** How an Express execution ended, for whoever waited for it. */
export interface SyncAnswer {
  readonly executionArn: string;
  readonly status?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Answer of `GET machine/file`; null where the state machine comes from no file. */
export interface FileAnswer {
  readonly path: string;
  /** Where it says something else than what runs. */
  readonly changed?: ChangedFile;
}

export interface ChangedFile {
  readonly definition: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Answer of `GET machine/published`. */
export interface PublishedAnswer {
  readonly versions: readonly { readonly stateMachineVersionArn: string; readonly creationDate: string }[];
  readonly aliases: readonly {
    readonly name: string;
    readonly routingConfiguration: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}
