/** Who calls: a person (or a system) with a verified token or session. */
export interface Caller {
  username: string;
  name: string;
  organisations: string[];
  roles: string[];
}

/**
 * Anybody who submits without log-in. No account can have the name (Keycloak refuses the colon) and
 * nobody belongs to the organisation, so such a case is nobody's to see but the authorities'.
 */
export const PUBLIC: Caller = {
  username: 'public:web',
  name: '社会公众',
  organisations: ['public'],
  roles: ['public'],
};

const ENTERPRISE = 'enterprise-';

/** Group id of an enterprise by its unified social credit code. */
export function enterpriseGroup(creditCode: string): string {
  return `${ENTERPRISE}${creditCode}`;
}

/** Unified social credit code of an enterprise's group; null for any other organisation. */
export function creditCodeOf(organisation: string): string | null {
  return organisation.startsWith(ENTERPRISE) ? organisation.slice(ENTERPRISE.length) : null;
}

/** The organisation a caller acts for: the enterprise if there is one, else the first. */
export function actingOrganisation(caller: Caller): string | null {
  return caller.organisations.find((o) => creditCodeOf(o)) ?? caller.organisations[0] ?? null;
}

/** Stands for the organisation of somebody who belongs to none yet. */
export function personOrganisation(username: string): string {
  return `person-${username}`;
}
