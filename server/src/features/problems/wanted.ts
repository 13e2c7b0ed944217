import type { Span } from "../../text/span.ts";

/** Which problems of a bibliography are asked for: all, or those at one place with the fixes that take a closer look. */
export interface Wanted {
  readonly fixes: boolean;
  concerns(span: Span): boolean;
}
