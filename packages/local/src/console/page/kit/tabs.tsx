interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly name: T; readonly text: string }[];
  readonly shown: T;
  readonly show: (name: T) => void;
}

/** Views of one thing, side by side: the arrow keys lead from one to the next. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function Tabs<T extends string>({ label, tabs, shown, show }: TabsProps<T>) {
  const step = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const at = tabs.findIndex(({ name }) => name === shown) + by + tabs.length;
    const next = tabs[at % tabs.length];
    if (!next) return;
    show(next.name);
    const button = event.currentTarget.children[at % tabs.length];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === shown}
          tabIndex={name === shown ? 0 : -1}
          onClick={() => show(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
