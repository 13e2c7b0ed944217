import { describe, it } from "node:test";
import assert from "node:assert/strict";
import { Client } from "./client.ts";
import { makeSeedWorkspace, skip } from "./seedWorkspace.ts";

describe("writing with two saved pages", { skip }, () => {
  it("x", async () => {
    const ws = makeSeedWorkspace();
    console.time("start");
    const client = await Client.start({ folders: [ws.folder], storage: ws.storage, settings: { links: { check: "never" } } });
    console.timeEnd("start");
    const [a, b, c] = ws.sentences;
    console.log(ws.sentences);
    const altered = b.replace(/ (\w{7,}) /, " XX$1 ");
    const uri = ws.uri("draft.md");
    client.open(uri, `---\nbibliography: references.bib\n---\n\nHe says "${a}" [@anthony2012] and then "${altered}" [@anthony2012].\n\nSee [@sper and [@sperling 2012\n`);
    console.log(await client.problemsWhen(uri, (p) => p.length > 0, "some"));
    console.timeLog;
    console.log(await client.completion(uri, "[@sper| and"));
    console.log((await client.completion(uri, "sperling 2012|")).map(i=>i.label));
    console.log(await client.hover(uri, "[@antho|ny2012] and"));
    console.log(await client.hover(uri, a.slice(0, 5) + "|" + a.slice(5)));
    console.log(await client.hover(uri, "XX|"));
    console.log(client.messages, client.statuses, client.refreshes);
    await client.stop();
  });
});
