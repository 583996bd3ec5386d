/**
 * Reads an entry of the process property `facts`: `<decision>` or `<decision>@<path>`.
 * @returns the decision, and where in the rules so far its inputs stand (empty: all facts)
 */
export function supportingRule(entry: string): { decision: string; path: string[] } {
  const [decision = '', path] = entry.split('@');
  return { decision, path: path ? path.split('.') : [] };
}
