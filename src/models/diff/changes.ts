import type { ModelChange } from '../../domain/plan';

type More = Partial<Pick<ModelChange, 'decision' | 'column' | 'cells' | 'row' | 'unit'>>;

/** The changes of one file, in the order in which they were found. */
export class ChangesOf {
  readonly changes: ModelChange[] = [];

  /**
   * @param file e.g. `dmn/<area>/<decision-id>.dmn`
   * @param model its Chinese name
   */
  constructor(
    readonly file: string,
    readonly model: string,
  ) {}

  /**
   * @param element id of the row, field or element
   * @param where in Chinese
   * @param after what there is now
   * @param model where the file holds several models: the one it is in
   */
  added(element: string, where: string, after: string, more: More = {}, model = this.model): void {
    this.#add({ kind: 'added', element, where, before: null, after, model }, more);
  }

  removed(
    element: string,
    where: string,
    before: string,
    more: More = {},
    model = this.model,
  ): void {
    this.#add({ kind: 'removed', element, where, before, after: null, model }, more);
  }

  changed(
    element: string,
    where: string,
    before: string | null,
    after: string | null,
    more: More = {},
    model = this.model,
  ): void {
    this.#add({ kind: 'changed', element, where, before, after, model }, more);
  }

  #add(change: Omit<ModelChange, 'file'>, more: More): void {
    this.changes.push({ file: this.file, ...change, ...more });
  }
}
