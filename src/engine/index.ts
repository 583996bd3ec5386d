export { type Arrivals, listen } from './arrivals';
export { createEngine, type Engine } from './engine';
export {
  type CalledInstance,
  type CompletedTask,
  createFeed,
  type ElementCount,
  type Feed,
  type FeedState,
  type Wait,
} from './feed';
export type * from './moving';
export type * from './standing';
export type * from './types';
