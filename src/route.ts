import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from './domain/identity';
import type { Sending, Taken } from './domain/sending';

/** Who may call a route: anyone, anyone logged in, or people with one of these realm roles. */
export type Permission = 'public' | 'person' | readonly string[];

/** A route declares its permission and its schemas; OpenAPI is made from the same object. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  permission: Permission;
  params?: P;
  query?: Q;
  body?: B;
  /** headers of its own, for the description */
  headers?: z.ZodObject;
  /** shape of the answer */
  answer?: z.ZodType;
  status?: number;
  /**
   * Looks whether what the address names is the caller's to see, before anything else is read or
   * judged. @throws E-00-22
   */
  visible?(call: { params: z.infer<P>; caller: Caller }): Promise<unknown>;
  /** forms or decisions are asked about what came: so much of it at a time from one person */
  judges?: boolean;
  /** takes an Idempotency-Key: the same again, e.g. after an answer was lost, gets the first answer */
  once?: {
    /** kind of act; keys are told apart by it */
    kind: string;
    /** Answers once more, from what was taken; a case of it is the caller's to see still. */
    again(call: { taken: Taken; caller: Caller; res: Response }): Promise<unknown>;
  };
  /** headers of the answer, for the description */
  answerHeaders?: z.ZodObject;
  /** handlers before this one, e.g. file upload */
  before?: RequestHandler[];
  /** media type of the body where it is not JSON */
  bodyType?: string;
  handle(call: {
    params: z.infer<P>;
    query: z.infer<Q>;
    body: z.infer<B>;
    caller: Caller;
    /** the caller once more, for what takes longer. @throws E-00-20 once the session is over */
    callerNow(): Promise<Caller>;
    /**
     * Does what the route is for, unless the same came before under the same key: then the first
     * answer is given again. @throws E-00-25 where the key came with other content
     */
    once: Once;
    requestId: string;
    req: Request;
    res: Response;
  }): Promise<unknown>;
}

/**
 * @param content all that is asked for: by that a repeat is told from something else
 * @param first what it does; hands on what the effect is to be kept under, if there is a key
 */
export type Once = <T>(
  content: unknown,
  first: (sending: Sending | undefined) => Promise<T>,
) => Promise<T>;

/** Declares a route; only for its types. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  route: Route<P, Q, B>,
): Route {
  return route as unknown as Route;
}
