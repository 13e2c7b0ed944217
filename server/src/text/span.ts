/** A half-open range of UTF-16 offsets in one document. For `see [@key]` the span of the key is {start: 6, end: 9}. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

/** True also at both edges: a cursor behind the last character still stands "in" a key. */
export const touches = (within: Span, offset: number): boolean => within.start <= offset && offset <= within.end;

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
