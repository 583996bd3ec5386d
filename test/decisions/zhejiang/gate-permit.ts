interface Given {
  data?: object;
  enterprise?: object;
  person?: object;
  place?: object;
}

/** An application for a construction permit with all that it needs, as the gate is told of it. */
export const permit = (given: Given = {}) => ({
  data: {
    ...{ projectName: '虚构·一期工程', projectPlace: '330282', ownerName: '虚构置业' },
    ...{ contractMode: 'GC', works: '建筑工程' },
    enterprises: [{ enterprise: 'U-1' }],
    ...given.data,
  },
  refs: {
    enterprises: [{ enterprise: given.enterprise ?? { found: true, status: 'ENTERED' } }],
    persons: [{ person: given.person ?? { found: true, status: 'LOCKED', person: 'P-1' } }],
    projectPlace: given.place ?? { found: true },
  },
});
