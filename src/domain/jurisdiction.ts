/** An area of the models (a folder below `bpmn/`) concerns the regions whose codes begin so. */
export interface Jurisdiction {
  area: string;
  /** beginning of a code of GB/T 2260, e.g. two digits for a whole province */
  regionPrefix: string;
}

/**
 * Do the flows of an area concern somebody whose organisations are in these regions? An area without
 * a jurisdiction concerns everybody; and everything concerns whoever is in no region that has one:
 * somebody without an organisation, or one of the whole country.
 */
export function concerns(
  area: string,
  regions: readonly (string | null)[],
  jurisdictions: readonly Jurisdiction[],
): boolean {
  const own = jurisdictions.filter((one) => one.area === area);
  if (own.length === 0 || regions.length === 0) return true;
  const within = (region: string | null, some: readonly Jurisdiction[]) =>
    some.some(({ regionPrefix }) => region?.startsWith(regionPrefix));
  return regions.some((region) => within(region, own) || !within(region, jurisdictions));
}
