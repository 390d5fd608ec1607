import { Component, type ComponentChildren } from 'preact';

interface BrokenState {
  readonly error?: Error;
}

/** Says why a view could not be drawn, in its place; what is around it goes on. */
export class Broken extends Component<{ readonly children?: ComponentChildren }, BrokenState> {
  override state: BrokenState = {};

  static override getDerivedStateFromError(error: Error): BrokenState {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div role="alert" class="problem">
        <h1>This page could not be drawn</h1>
        <p>{error.message}</p>
      </div>
    );
  }
}
