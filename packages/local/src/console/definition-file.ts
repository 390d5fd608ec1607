/** Files from which an application's state machines are made. */
export interface DefinitionSources {
  /** Watched while a page is open. */
  readonly folders: readonly URL[];
  /** File of a state machine, by its name; undefined where it has none. */
  fileOf(stateMachine: string): Promise<URL | undefined>;
}

/** File of a definition as it is now. */
export interface DefinitionFile {
  /** Its folder and name, such as `statemachines/order-processing.asl.json`. */
  readonly path: string;
  /** Its text, placeholders filled in as a deploy would: the lines are the file's. */
  readonly definition: string;
}

/** Reads the file of a state machine, by its ARN; undefined where it has none. */
export type DefinitionFiles = (stateMachineArn: string) => Promise<DefinitionFile | undefined>;
