import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { canonicalUrl } from "../../src/links/canonical.ts";
import { redacted } from "../../src/links/confidential.ts";
import { admitUrl } from "../../src/links/policy.ts";

function checkAdmission(
  url: string,
  expected: string,
  settings: { ignore?: readonly string[]; allowPrivateAddresses?: boolean } = {},
): void {
  const admission = admitUrl(url, { ignore: [], allowPrivateAddresses: false, ...settings });
  assert.equal(admission.kind === "ask" ? "ask" : admission.reason, expected, url);
}

describe("which addresses are asked", () => {
  it("asks public ones", () => {
    for (const url of [
      "http://www.nato.int/x",
      "https://93.184.216.34/",
      "http://[2606:2800:220:1::1]/",
      "https://x.example:8443/",
      "http://gone.invalid/",
      "https://x.org/?q=token",
    ]) {
      checkAdmission(url, "ask");
    }
  });

  it("refuses private addresses, however they are written", () => {
    for (const host of [
      "127.0.0.1",
      "0x7f000001",
      "2130706433",
      "127.1",
      "0177.0.0.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "１２７.０.０.１",
      "①②⑦.⓪.⓪.①",
      "10.0.0.1",
      "172.16.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "198.18.0.1",
      "255.255.255.255",
      "224.0.0.1",
      "[fd00:ec2::254]",
      "[fe80::1]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
      "[::]",
    ]) {
      checkAdmission(`http://${host}/`, "private");
    }
  });

  it("refuses names of a home or office", () => {
    for (const host of [
      "localhost",
      "localhost.",
      "LOCALHOST",
      "router",
      "x.local",
      "x.internal",
      "x.lan",
      "x.corp",
      "x.home.arpa",
      "x.onion",
      "a.localhost",
      "x.local.",
    ]) {
      checkAdmission(`http://${host}/`, "private");
    }
  });

  it("asks private ones where the setting says so", () => {
    checkAdmission("http://127.0.0.1:8080/", "ask", { allowPrivateAddresses: true });
    checkAdmission("http://localhost/", "ask", { allowPrivateAddresses: true });
    checkAdmission("http://127.0.0.1:22/", "private", { allowPrivateAddresses: true });
  });

  it("refuses other services, other schemes, secrets and what is ignored", () => {
    checkAdmission("http://x.example:25/", "private");
    checkAdmission("http://x.example:81/", "private");
    for (const url of [
      "mailto:ada@example.org",
      "ftp://x.example/",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "data:text/plain,x",
      "no address",
    ]) {
      checkAdmission(url, "otherScheme");
    }
    for (const url of [
      "https://ada:secret@x.example/",
      "https://ada@x.example/",
      "https://x.example/?access_token=1",
      "https://s3.example/x?X-Amz-Signature=1",
    ]) {
      checkAdmission(url, "credentials");
    }
    checkAdmission("https://x.example/drafts/1", "ignored", { ignore: ["https://x.example/*"] });
  });
});

describe("canonical addresses", () => {
  const checkCanonical = (url: string, expected: string | undefined) => assert.equal(canonicalUrl(url), expected);

  it("are one for all spellings of a place", () => {
    checkCanonical("HTTP://WWW.Nato.INT:80/Docu#part", "http://www.nato.int/Docu");
    checkCanonical("https://x.example:443", "https://x.example/");
    checkCanonical("https://bücher.example/", "https://xn--bcher-kva.example/");
    checkCanonical("https://x.example./a?b=1&utm_source=y#", "https://x.example/a?b=1&utm_source=y");
    checkCanonical("mailto:ada@example.org", "mailto:ada@example.org");
    checkCanonical("http://", undefined);
  });

  it("keep secrets out of reports", () => {
    assert.equal(redacted("https://ada:secret@x.example/?token=abc&page=2"), `https://x.example/?token=${encodeURIComponent("…")}&page=2`);
    assert.equal(redacted("https://x.example/?page=2"), "https://x.example/?page=2");
  });
});
