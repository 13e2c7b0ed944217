// Hosts on the loopback that answer every page after a while, in a process of their own: their work must not be the checker's.
// Tells its parent the origins, then, whenever asked, how many requests were under way at once on one host at most.
import { type Fate, page, startFateServer } from "../server/test/links/fateServer.ts";

const [count = "10", latency = "50"] = process.argv.slice(2);

const late: Fate = (request, response, before) => void setTimeout(() => page("A page")(request, response, before), Number(latency));

/** One page that links to all others: some checkers begin at a page. */
let links = "";
const index: Fate = (request, response, before) => page("All links", links)(request, response, before);

const servers = await Promise.all(
  Array.from({ length: Number(count) }, () => startFateServer({ fates: { "/page": late, "/index": index } })),
);
let seen = servers.map(() => 0);

process.on("message", (message: { readonly urls?: readonly string[] }) => {
  if (message.urls !== undefined) links = message.urls.map((url) => `<a href="${url}">a page</a>`).join("\n");
  const asked = servers.map((server, host) => server.log.slice(seen[host]));
  seen = servers.map((server) => server.log.length);
  const mostAtOnce = Math.max(0, ...asked.flat().map((request) => request.underWay));
  process.send?.({ mostAtOnce, requests: asked.flat().length });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ origins: servers.map((server) => server.origin) });
