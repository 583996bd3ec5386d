export { createPeople, type People, type Person } from './people';
export { serviceTokens } from './service-token';
