/** Something that somebody sends under a key of their own, so that it takes effect once. */
export interface Sending {
  /** kind of act: the same key of another kind is another one */
  kind: string;
  /** username */
  caller: string;
  key: string;
  /** of what was sent: the same content has the same */
  contentHash: string;
}

/** What a sending took effect on. */
export interface Taken {
  /** the case that it made or changed, if any */
  caseId: string | null;
  /** the draft that it made, if any */
  draftId: string | null;
}
