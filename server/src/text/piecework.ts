/** Work that can be done piece by piece. */
export interface Piecework<Result> {
  /** Works as long as it may; true when all is done. */
  advance(mayContinue: () => boolean): boolean;
  /** Only when all is done. */
  readonly result: Result;
}

/** What a generator does, each `yield` being a place to pause. */
export function piecework<Result>(steps: Generator<undefined, Result>): Piecework<Result> {
  let done: { readonly result: Result } | undefined;
  return {
    advance(mayContinue) {
      while (done === undefined) {
        const { done: isDone, value } = steps.next();
        if (isDone === true) done = { result: value };
        else if (!mayContinue()) return false;
      }
      return true;
    },
    get result() {
      if (done === undefined) throw new Error("the work is not done yet");
      return done.result;
    },
  };
}

/** All of it at once. */
export function inOnePiece<Result>(steps: Generator<undefined, Result>): Result {
  const work = piecework(steps);
  work.advance(() => true);
  return work.result;
}
