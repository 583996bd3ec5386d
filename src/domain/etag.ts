/** The entity tag (RFC 9110) of the n-th version of something. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Does a condition `If-Match` name this version, or any (`*`)? */
export function matchesEtag(ifMatch: string, version: number): boolean {
  const named = ifMatch.split(',').map((tag) => tag.trim());
  return named.includes('*') || named.includes(etagOf(version));
}
