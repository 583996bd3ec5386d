import { lookupRegion } from '../domain/regions';
import type { FormComponent } from '../models/read';

/** A region's code in a field with `ref: region`, as people read it; undefined where it is none. */
export function placeName({ properties }: FormComponent, value: unknown): string | undefined {
  const sources = (properties.ref ?? '').split(',').map((source) => source.trim());
  if (typeof value !== 'string' || !sources.includes('region')) return undefined;
  const name = lookupRegion(value)?.name;
  return name && `${name}（${value}）`;
}
