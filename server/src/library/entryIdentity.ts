/** Nothing but itself: what says the same as an earlier entry bears the same one, so that caches find what they hold. */
export class EntryIdentity {}
