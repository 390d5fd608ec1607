/** Sends something to a queue, topic, bus or function in the name of a role; wired by the system. */
export type Deliver = (delivery: Delivery) => Promise<void>;

export interface Delivery {
  readonly targetArn: string;
  readonly roleArn: string;
  /** JSON. */
  readonly body: string;
  /** Message attributes of type String. */
  readonly attributes: Readonly<Record<string, string>>;
}
