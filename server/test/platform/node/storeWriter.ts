import { createStore } from "../../../src/platform/node/store.ts";

/** A process of its own: appends lines to a log and compacts it all the while. */
const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const store = createStore(folder);
for (let i = 0; i < Number(count); i++) {
  const appended = store.append("links", `${name} ${i}`);
  if (i % 20 === 19) await store.compact("links", (lines) => [...new Set(lines)]);
  await appended;
}
