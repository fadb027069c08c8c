/** Keyboard: what each key does, while nobody is typing. */
export function shortcuts(actions: Record<string, () => void>): void {
  addEventListener("keydown", (event) => {
    const typing = (event.target as Element).closest("input, select, textarea, dialog");
    if (typing || event.altKey) return;
    const control = event.ctrlKey || event.metaKey ? "ctrl+" : "";
    const shift = event.shiftKey && control ? "shift+" : "";
    const action = actions[`${control}${shift}${event.key.toLowerCase()}`];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
