export { createPeople, type People, type Person } from './people';
