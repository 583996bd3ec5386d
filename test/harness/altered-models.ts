import { clockAt, leaveStack } from './cases';
import { deployModels } from './models';
import { givenPermit } from './subcontract';

/**
 * For a file whose tests deploy altered models: it begins on a working day with a known permit, and
 * leaves the models as they stand.
 */
export function alteringModels(): void {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });
}
