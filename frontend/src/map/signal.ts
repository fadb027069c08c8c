/** Something others may want to hear about. */
export class Signal<T = void> {
  readonly #listeners: ((value: T) => void)[] = [];

  /** Call a function each time it happens. */
  on(listener: (value: T) => void): void {
    this.#listeners.push(listener);
  }

  /** Tell everybody. */
  emit(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
