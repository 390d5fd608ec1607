import { AsyncLocalStorage } from 'node:async_hooks';

type Context = Record<string, unknown>;

/**
 * A namespace of npm `cls-hooked`, as the X-Ray SDK keeps its segment in one: by Node's own context, which costs nothing.
 * An environment serves one invocation at a time: what is entered is entered for all of it.
 */
class Namespace {
  readonly #running = new AsyncLocalStorage<Context>();
  #entered: Context | undefined;

  get active(): Context | undefined {
    return this.#running.getStore() ?? this.#entered;
  }

  get = (key: string): unknown => this.active?.[key];

  set = (key: string, value: unknown): unknown => {
    const { active } = this;
    if (!active) throw new Error('No context available. ns.run() or ns.bind() must be called first.');
    active[key] = value;
    return value;
  };

  createContext = (): Context => Object.create(this.active ?? null);

  enter = (context: Context): void => {
    this.#entered = context;
  };

  run = (work: (context: Context) => void): Context => {
    const context = this.createContext();
    this.#running.run(context, work, context);
    return context;
  };

  runAndReturn = <T>(work: (context: Context) => T): T => {
    const context = this.createContext();
    return this.#running.run(context, work, context);
  };

  bind =
    <A extends unknown[], R>(work: (...given: A) => R, context = this.active ?? this.createContext()) =>
    (...given: A): R =>
      this.#running.run(context, work, ...given);
}

const namespaces = new Map<string, Namespace>();

/**
 * Stands in for `cls-hooked/context` in the bundles. That one follows every promise and every handle by hooks: once an
 * invocation was recorded, all later ones of its environment took nearly twice the processor's time.
 */
export const getNamespace = (name: string): Namespace | undefined => namespaces.get(name);

export function createNamespace(name: string): Namespace {
  const namespace = new Namespace();
  namespaces.set(name, namespace);
  return namespace;
}

export const destroyNamespace = (name: string): void => void namespaces.delete(name);
