import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { proxyFor } from "../../../src/platform/node/proxy.ts";
import { proxyFromEnvironment } from "../../../src/platform/node/proxySettings.ts";

function checkProxy(url: string, environment: Readonly<Record<string, string>>, expected: string | undefined): void {
  assert.equal(proxyFor(new URL(url), proxyFromEnvironment(environment))?.href, expected, url);
}

describe("which proxy serves an address", () => {
  const both = { HTTP_PROXY: "http://one:3128", https_proxy: "two:3129" };

  it("goes by the scheme", () => {
    checkProxy("http://x.example/", both, "http://one:3128/");
    checkProxy("https://x.example/", both, "http://two:3129/");
    checkProxy("https://x.example/", { HTTP_PROXY: "http://one:3128" }, undefined);
    checkProxy("https://x.example/", { ALL_PROXY: "socks5://one:1080" }, "socks5://one:1080");
    checkProxy("http://x.example/", { http_proxy: "ftp://one" }, undefined);
    checkProxy("http://127.0.0.1/", both, undefined);
  });

  it("leaves out hosts, suffixes, ports and ranges", () => {
    const without = (pattern: string) => ({ ...both, NO_PROXY: pattern });
    checkProxy("http://x.example/", without("other.example, x.example"), undefined);
    checkProxy("http://a.x.example/", without(".x.example"), undefined);
    checkProxy("http://a.x.example/", without("*.x.example"), undefined);
    checkProxy("http://ax.example/", without("x.example"), "http://one:3128/");
    checkProxy("http://x.example:8080/", without("x.example:8080"), undefined);
    checkProxy("http://x.example/", without("x.example:8080"), "http://one:3128/");
    checkProxy("http://10.1.2.3/", without("10.0.0.0/8"), undefined);
    checkProxy("http://11.1.2.3/", without("10.0.0.0/8"), "http://one:3128/");
    checkProxy("http://[2001:db8::1]/", without("2001:db8::/32"), undefined);
    checkProxy("http://x.example/", without("*"), undefined);
    checkProxy("http://x.example/", without("]:[,::,/8"), "http://one:3128/");
  });
});
