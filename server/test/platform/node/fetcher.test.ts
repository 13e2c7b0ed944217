import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { after, before, describe, it } from "node:test";
import type { FetchAnswer, FetchRequest } from "../../../src/host.ts";
import { createFetcher, type FetcherOptions } from "../../../src/platform/node/fetcher.ts";
import { type FateServer, startFateServer } from "../../links/fateServer.ts";
import { certificate, privateKey } from "./certificate.ts";

const userAgent = "Ibid/test";

describe("the fetcher", () => {
  let server: FateServer;
  before(async () => {
    server = await startFateServer();
  });
  after(() => server.close());

  async function ask(url: string, changes: Partial<FetchRequest> = {}, options: Partial<FetcherOptions> = {}): Promise<FetchAnswer> {
    const fetcher = createFetcher({ userAgent, ...options });
    try {
      return await fetcher.fetch({ method: "GET", url, timeout: 2000, bodyLimit: 65536, allowPrivateAddresses: true, ...changes });
    } finally {
      fetcher.dispose();
    }
  }

  /** A status with the length of what was read of the body, or the failure. */
  async function checkAnswer(path: string, expected: string, changes: Partial<FetchRequest> = {}): Promise<void> {
    assert.equal(summary(await ask(server.url(path), changes)), expected, path);
  }

  const summary = (answer: FetchAnswer) => (answer.kind === "response" ? `${answer.status} ${answer.body.length}` : answer.failure);

  it("brings back what the server says", async () => {
    await checkAnswer("/404", "404 10");
    await checkAnswer("/redirect/301", "301 10");
    await checkAnswer("/204", "204 0");
    await checkAnswer("/ok", "200 0", { method: "HEAD" });
    const answer = await ask(server.url("/redirect/302?to=/ok#part"));
    assert.equal(answer.kind === "response" && answer.headers.get("location"), "/ok");
  });

  it("reads no more than it may", async () => {
    await checkAnswer("/huge", "200 65536");
    await checkAnswer("/endlessbody", "200 1000", { bodyLimit: 1000 });
    await checkAnswer("/bomb", "200 65536");
    await checkAnswer("/drip", "200 3", { bodyLimit: 3 });
    await checkAnswer("/badgzip", "200 0");
    await checkAnswer("/shortbody", "200 5");
  });

  it("gives a fault a name", async () => {
    await checkAnswer("/reset", "reset");
    await checkAnswer("/hang", "timeout", { timeout: 100 });
    await checkAnswer("/endlessheaders", "protocol");
    await checkAnswer("/garbage", "protocol");
    await checkAnswer("/twolengths", "protocol");
    assert.equal(summary(await ask("http://127.0.0.1:1030/")), "refused");
    assert.equal(summary(await ask("http://gone.invalid/")), "hostNotFound");
    assert.equal(summary(await ask("ftp://127.0.0.1/")), "protocol");
  });

  it("stops when told", async () => {
    const controller = new AbortController();
    const asked = ask(server.url("/hang"), { signal: controller.signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await assert.rejects(asked, /enough/);
    await assert.rejects(ask(server.url("/ok"), { signal: AbortSignal.abort(new Error("never")) }), /never/);
  });

  it("refuses private addresses, written or resolved", async () => {
    const { port } = new URL(server.origin);
    for (const host of [
      "127.0.0.1",
      "0x7f000001",
      "2130706433",
      "127.1",
      "[::ffff:127.0.0.1]",
      "１２７.０.０.１",
      "localhost",
      "localhost.",
    ]) {
      assert.equal(summary(await ask(`http://${host}:${port}/private`, { allowPrivateAddresses: false })), "privateAddress", host);
    }
    assert.deepEqual(server.methods("/private"), []);
  });

  it("looks at every address of a name on every dial", async () => {
    const { port } = new URL(server.origin);
    const resolve = (...addresses: readonly string[]): Partial<FetcherOptions> => ({
      connectLookup: (_host, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
    });
    const url = `http://rebound.example:${port}/rebound`;
    assert.equal(summary(await ask(url, { allowPrivateAddresses: false }, resolve("127.0.0.1"))), "privateAddress");
    assert.equal(summary(await ask(url, { allowPrivateAddresses: false }, resolve("93.184.216.34", "127.0.0.1"))), "privateAddress");
    assert.deepEqual(server.methods("/rebound"), []);
    assert.equal(summary(await ask(url, {}, resolve("127.0.0.1"))), "404 10");
  });

  it("tells a machine without a network from a name that is gone", async () => {
    const failing = (code: string): Partial<FetcherOptions> => ({
      connectLookup: (_host, _options, callback) => callback(Object.assign(new Error(code), { code }), []),
    });
    assert.equal(summary(await ask("http://x.example/", {}, failing("EAI_AGAIN"))), "offline");
    assert.equal(summary(await ask("http://x.example/", {}, failing("ENOTFOUND"))), "hostNotFound");
  });

  it("never takes a certificate that nobody vouches for", async () => {
    const secure = createSecureServer({ key: privateKey, cert: certificate }, (_request, response) => response.end("secret"));
    await new Promise<void>((resolve) => secure.listen(0, "127.0.0.1", resolve));
    const { port } = secure.address() as AddressInfo;
    assert.equal(summary(await ask(`https://127.0.0.1:${port}/`)), "certificate");
    assert.equal(summary(await ask(`https://127.0.0.1:${port}/`, {}, { certificates: [certificate] })), "200 6");
    secure.closeAllConnections();
    secure.close();
  });

  it("goes through the proxy, in the open for http, by a tunnel for https", async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end("by proxy");
    });
    proxy.on("connect", (request, socket) => {
      asked.push(`CONNECT ${request.url}`);
      const [host = "", port = ""] = (request.url ?? "").split(":");
      const onward = connect(Number(port), host === "secure.example" ? "127.0.0.1" : host, () => {
        socket.write("HTTP/1.1 200 Connected\r\n\r\n");
        onward.pipe(socket).pipe(onward);
      });
      onward.on("error", () => socket.destroy());
      socket.on("error", () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const options = { proxy: { http: `http://127.0.0.1:${port}`, https: `http://127.0.0.1:${port}`, noProxy: ["10.0.0.0/8"] } };
    assert.equal(summary(await ask("http://page.example/x", { allowPrivateAddresses: false }, options)), "200 8");
    assert.equal(summary(await ask("http://intranet/x", { allowPrivateAddresses: false }, options)), "privateAddress");
    assert.equal(summary(await ask("http://192.168.1.1/x", { allowPrivateAddresses: false }, options)), "privateAddress");
    await ask("https://secure.example:1/x", { allowPrivateAddresses: false }, options);
    assert.deepEqual(asked, ["GET http://page.example/x", "CONNECT secure.example:1"]);
    proxy.closeAllConnections();
    proxy.close();
  });
});
