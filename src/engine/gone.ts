/** HTTP statuses for what is no longer there, or not in a state for this */
const GONE = [404, 409];
/** Camunda 8.6 answers so when it has too much to do. */
const TOO_MANY_REQUESTS = 429;
/** gRPC's status of an engine that is away or has too much to do; its REST door has none such. */
const UNAVAILABLE = 14;

/**
 * @returns false when what it is about is not there any more, or not in a state for this
 * @throws Error with gRPC's code 14 when nothing was done and another try may help
 */
export async function unlessGone(done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (e) {
    const { status } = e as { status?: number };
    if (status === undefined || status === TOO_MANY_REQUESTS || status >= 500)
      throw Object.assign(new Error((e as Error).message, { cause: e }), { code: UNAVAILABLE });
    if (GONE.includes(status)) return false;
    throw e;
  }
}
