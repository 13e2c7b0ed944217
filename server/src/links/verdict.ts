export type LinkState = "alive" | "moved" | "dead" | "suspect" | "blocked" | "unreachable" | "malformed" | "unchecked";

/** Why a state was come to, for messages and reports. */
export type LinkReason =
  | "ok"
  | "redirected"
  | "gone"
  | "serverError"
  | "timeout"
  | "reset"
  | "refused"
  | "hostNotFound"
  | "certificate"
  | "redirectLoop"
  /** It answers, and its page says that there is none. */
  | "saysGone"
  | "protocol"
  | "robotWall"
  | "rateLimited"
  | "loginNeeded"
  | "offline"
  | "noAddress"
  | "failedForDays"
  // unchecked:
  | "private"
  | "ignored"
  | "credentials"
  | "otherScheme"
  | "notTrusted"
  | "switchedOff"
  | "notYet";

/** What a check of one link came to. Times are milliseconds since 1970. */
export interface LinkVerdict {
  /** What was asked: the canonical form, fragment dropped. */
  readonly url: string;
  readonly state: LinkState;
  readonly reason: LinkReason;
  /** Of the last answer; undefined where none came. */
  readonly status: number | undefined;
  /** Where redirects ended; undefined where they didn't. */
  readonly finalUrl: string | undefined;
  readonly checkedAt: number | undefined;
  /** Failures in a row, and when the first of them was; 0 and undefined while alive. */
  readonly failures: number;
  readonly failingSince: number | undefined;
  /** When the last failure that counts was: others count only when more than three days lie between. */
  readonly struckAt?: number;
}
