/** The enterprise that asks for a qualification in the tests of its gate. */
export const OWN = '91330109MA2GATE019';

interface Given {
  data?: object;
  enterprise?: object;
  persons?: object[];
  performances?: object[];
  usability?: object | null;
}

/** Somebody of the enterprise with a certificate. */
export const colleague = (changes: object = {}) => ({
  ...{ found: true, status: 'LOCKED', data: { employer: OWN }, person: 'P-1' },
  qualification: { found: true, entries: [{ status: 'ENTERED', data: { employer: OWN } }] },
  ...changes,
});

/** A performance in the library of representative performance. */
export const work = (changes: object = {}) => ({
  ...{ found: true, status: 'IN_LIBRARY', data: { enterpriseUscc: OWN } },
  ...changes,
});

/** An upgrade with all that it needs, as the gate is told of it. */
export function upgrade(given: Given = {}) {
  const { persons = [colleague()], performances = [work()] } = given;
  return {
    data: {
      ...{ enterprise: OWN, qualType: 'CONSTRUCTION', action: 'UPGRADE', grade: 'HIGHER' },
      applicationDate: '2026-03-02',
      performances: performances.map((_, i) => ({ performance: `N-${i + 1}` })),
      ...given.data,
    },
    refs: {
      enterprise: {
        ...{ found: true, status: 'ENTERED', data: { qualifications: '建筑工程二级' } },
        ...given.enterprise,
      },
      persons: persons.map((person) => ({ person })),
      performances: performances.map((performance) => ({ performance })),
    },
    rules: { 'zj-performance-usability': given.usability ?? null },
  };
}
