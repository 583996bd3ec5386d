import type { DataSource } from 'typeorm';
import { type Models, type Resource, readModels } from '../../models/read';
import { type NewField, newFields } from './new-fields';
import type { Both, JudgedBy } from './run';

/**
 * What the new rules read that those did not by which something was judged: facts of a judgement are those
 * that its own release told, which may be an older one than that in force.
 */
export class FieldsByRelease {
  readonly #models = new Map<number, Promise<Models | undefined>>();
  readonly #fields = new Map<string, NewField[]>();
  #releases: Promise<Map<string, number>> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly both: Both,
    private readonly release: JudgedBy | null,
  ) {}

  /** By the release that judged. */
  async ofRelease(id: number, decision: string): Promise<NewField[]> {
    const inForce = this.both.fields.get(decision);
    if (!inForce) return [];
    if (!this.release || id === this.release.id) return inForce;
    const key = `${id} ${decision}`;
    const models = await this.#modelsOf(id);
    // it was not kept: those in force are the nearest
    if (!models) return inForce;
    const fields = this.#fields.get(key) ?? newFields(models, this.both.after.models, decision);
    this.#fields.set(key, fields);
    return fields;
  }

  /** By the engine's key of the decision that judged. */
  async ofDecision(decisionKey: string, decision: string): Promise<NewField[]> {
    if (!this.release) return this.both.fields.get(decision) ?? [];
    this.#releases ??= this.#releasesByDecision();
    const id = (await this.#releases).get(decisionKey) ?? this.release.id;
    return this.ofRelease(id, decision);
  }

  /** Releases with the same decision of the engine have the same text of it: any of them will do. */
  async #releasesByDecision(): Promise<Map<string, number>> {
    const rows: { key: string; id: number }[] = await this.db.query(
      'select d.value as key, max(r.id) as id from release r, jsonb_each_text(r.decisions) d group by 1',
    );
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  #modelsOf(id: number): Promise<Models | undefined> {
    const known = this.#models.get(id) ?? this.#read(id);
    this.#models.set(id, known);
    return known;
  }

  async #read(id: number): Promise<Models | undefined> {
    const [row]: { resources: Resource[] }[] = await this.db.query(
      'select resources from release where id = $1',
      [id],
    );
    return row && readModels(row.resources);
  }
}
