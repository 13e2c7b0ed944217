import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareAddresses, isResolver, type Redirect } from "../../src/links/redirects.ts";

const checkRedirect = (from: string, to: string, expected: Redirect) =>
  assert.equal(compareAddresses(from, to), expected, `${from} to ${to}`);

describe("redirects", () => {
  it("are none where only the form changes", () => {
    checkRedirect("http://nato.int/a", "https://www.nato.int/a/", "same");
    checkRedirect("http://nato.int/a.htm", "http://nato.int/en/a.htm", "same");
    checkRedirect("http://nato.int/de/a.htm", "http://nato.int/en-us/a.htm", "same");
    checkRedirect("http://nato.int/a?x=1", "http://nato.int/a;jsessionid=12AB?x=1&lang=en", "same");
    checkRedirect("http://nato.int/a/index.html", "http://nato.int/a/", "same");
    checkRedirect("http://nato.int/%C3%A4", "http://nato.int/ä", "same");
    checkRedirect("http://nato.int/%", "http://nato.int/%", "same");
    checkRedirect("http://nato.int/", "https://www.nato.int/home", "same");
  });

  it("to the front page or an error page lose the page", () => {
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/", "frontPage");
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/en/index.html", "frontPage");
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/page-not-found", "errorPage");
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/errors/404.aspx", "errorPage");
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/de", "frontPage");
    checkRedirect("http://nato.int/docu/a.htm", "https://www.nato.int/ok", "elsewhere");
    checkRedirect("http://nato.int/?p=123", "http://nato.int/2004/on-type-one-error", "elsewhere");
  });

  it("to a log-in keep it", () => {
    checkRedirect("http://x.org/article/1", "https://login.x.org/?back=1", "logIn");
    checkRedirect("http://x.org/article/1", "https://x.org/action/cookieAbsent", "logIn");
    checkRedirect("http://x.org/article/1", "https://idp.x.org/saml2/redirect", "logIn");
    checkRedirect("http://x.org/article/1", "https://x.org/blog/in", "elsewhere");
  });

  it("are what resolvers are for", () => {
    for (const url of [
      "https://doi.org/10.1000/182",
      "http://dx.doi.org/10.1/2",
      "https://purl.org/x",
      "https://n2t.net/ark:/13030/x",
      "https://any.example/ark:/12148/x",
    ]) {
      assert.ok(isResolver(url), url);
    }
    assert.ok(!isResolver("https://www.nato.int/doi.org"));
  });
});
