import { accountForm } from './normal-form';
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

/** The organisations whose cases, drafts, files and messages are a person's: as they belong to them now. */
export function ownOrganisations({
  username,
  organisations,
}: Pick<Caller, 'username' | 'organisations'>): string[] {
  return [...organisations, personOrganisation(username)];
}

/**
 * Names under which the record writes what no person did, and those that people would take for such.
 * The realm refuses them at registration (keycloak/zhujian-realm.json), and so it does all that begin
 * with `service-account-`, as the accounts of systems do.
 */
export const RESERVED_NAMES: readonly string[] = [
  'system',
  'platform',
  'public',
  'admin',
  'administrator',
  'root',
  'anonymous',
  'nobody',
  'unknown',
  'zhujian',
  'keycloak',
  'camunda',
];

/** A name that no person may have: whoever has it all the same is nobody to us. */
export function isReserved(username: string): boolean {
  return RESERVED_NAMES.includes(accountForm(username));
}

/** The three administrators of 等保三级: nobody may be two of them. */
export const ADMINISTRATORS: readonly string[] = ['sys-admin', 'sec-admin', 'auditor'];

/**
 * What is left of somebody's roles: who was given two of the three administrators has none of them.
 * @returns the roles that count, and those of the administrators that exclude one another
 */
export function separated(roles: string[]): { roles: string[]; excluding: string[] } {
  const held = roles.filter((role) => ADMINISTRATORS.includes(role));
  if (held.length < 2) return { roles, excluding: [] };
  return { roles: roles.filter((role) => !held.includes(role)), excluding: held };
}
