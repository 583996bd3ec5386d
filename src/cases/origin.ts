import type { Sending } from '../domain/sending';

/** Where a submission or an act came from. */
export interface Origin {
  requestId: string;
  /** the caller's own key for it, if any: it is taken once */
  sending?: Sending | undefined;
}
