import { createHmac, randomInt } from 'node:crypto';
import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { refuse } from '../errors';

/** Work of one try (rounds of PBKDF2) and tries until the answer: seconds on a telephone. */
const ROUNDS = 5000;
const FEWEST_TRIES = 150;
const MOST_TRIES = 300;
const MINUTES = 10;

/** Proof of work: who submits without log-in pays with computing time, once a submission. */
export interface Proofs {
  /** A question that only counts for submissions to this process. */
  challenge(processId: string): Promise<Challenge>;
  /**
   * Takes an answer, once.
   * @param given the answer as its header has it: base64 of JSON
   * @throws E-00-70 for none, a forged one or one for another process; E-00-71 the second time
   */
  spend(given: string | undefined, processId: string): Promise<void>;
}

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      nonce: z.string().min(1),
      expiresAt: z.number(),
      data: z.object({ process: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string() }),
});

/** @param secret what the questions are signed with, the same in every process of the API */
export function createProofs(db: DataSource, secret: string): Proofs {
  const keyFor = (use: string) =>
    createHmac('sha256', secret).update(`proof of work ${use}`).digest('hex');
  const keys = {
    hmacSignatureSecret: keyFor('challenge'),
    hmacKeySignatureSecret: keyFor('answer'),
  };
  return {
    challenge: (processId) =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: ROUNDS,
        counter: randomInt(FEWEST_TRIES, MOST_TRIES),
        deriveKey,
        expiresAt: new Date(Date.now() + MINUTES * 60_000),
        data: { process: processId },
        ...keys,
      }),
    async spend(given, processId) {
      const payload = read(given);
      if (!payload || payload.challenge.parameters.data?.process !== processId)
        throw refuse('E-00-70');
      const { verified, expired } = await verifySolution({ ...payload, deriveKey, ...keys });
      if (expired) throw refuse('E-00-71');
      if (!verified) throw refuse('E-00-70');
      const { nonce, expiresAt } = payload.challenge.parameters;
      await db.query('delete from spent_proof where expires_at < now()');
      const taken: unknown[] = await db.query(
        `insert into spent_proof (nonce, expires_at) values ($1, to_timestamp($2))
         on conflict do nothing returning nonce`,
        [nonce, expiresAt],
      );
      if (taken.length === 0) throw refuse('E-00-71');
    },
  };
}

function read(given: string | undefined): Payload | null {
  try {
    const parsed = payloadSchema.parse(JSON.parse(Buffer.from(given ?? '', 'base64').toString()));
    return parsed as unknown as Payload;
  } catch {
    return null;
  }
}
