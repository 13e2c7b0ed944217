import walls from "../../../data/robotWalls.json" with { type: "json" };
import type { FetchAnswer } from "../host.ts";

type Response = Extract<FetchAnswer, { readonly kind: "response" }>;

/** True where the answer is a door-keeper's and not the page's: a person would be let in, so it says nothing about the page. */
export function isRobotWall(url: string, response: Response): boolean {
  const parsed = URL.parse(url);
  if (walls.headers.some(({ name, value }) => carries(response, name, value))) return true;
  if (parsed && walls.hosts.includes(parsed.hostname)) return true;
  if (parsed && walls.paths.some((path) => parsed.pathname.toLowerCase().includes(path))) return true;
  return response.body.length > 0 && readsLikeWall(new TextDecoder("latin1").decode(response.body).toLowerCase());
}

function carries(response: Response, name: string, value: string): boolean {
  return response.headers.get(name)?.toLowerCase().includes(value) ?? false;
}

function readsLikeWall(page: string): boolean {
  const title = titleOf(page);
  if (title !== undefined && walls.titles.includes(title)) return true;
  // A real page may load the same scripts; a wall holds little else.
  return page.length < largestWall && walls.bodies.some((sign) => page.includes(sign)) && !page.includes("</p>");
}

const largestWall = 16 * 1024;

function titleOf(page: string): string | undefined {
  const start = page.indexOf("<title");
  const open = page.indexOf(">", start);
  const end = page.indexOf("</title", open);
  if (start < 0 || open < 0 || end < 0 || end - open > 500) return undefined;
  return page
    .slice(open + 1, end)
    .replace(/\s+/g, " ")
    .trim();
}
