import type { Organisation } from '../types';

// What the directories of all provinces share.

/** Above every province; its own group in Keycloak. */
export const ministry: Organisation = {
  id: 'ministry',
  kind: 'AUTHORITY',
  level: 'STATE',
  regionCode: '100000',
  parentId: null,
  name: '住房和城乡建设部',
  short: '住建部',
  documentPrefix: '建',
  duties: ['CONSTRUCTION'],
};

/**
 * A place without the word for its rank: 萧山区 gives 萧山, 石柱土家族自治县 gives 石柱. A single
 * character stays with its word: 忠县.
 */
export function shortPlace(ownName: string): string {
  const short = ownName.replace(/(?:土家族|.族)+自治县$|[市区县]$/, '');
  return short.length > 1 ? short : ownName;
}
