export { type Arrivals, listen } from './arrivals';
export { createEngine, type Engine } from './engine';
export { type CompletedTask, createFeed, type Feed, type FeedState } from './feed';
export type * from './types';
