export { createEngine, type Engine } from './engine';
export type * from './types';
