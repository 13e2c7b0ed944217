import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { defaultSettings, parseSettings, settingDefinitions, withSetting } from "../src/config.ts";

interface ManifestSetting {
  readonly default?: unknown;
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
const sections: readonly { readonly properties: Readonly<Record<string, ManifestSetting>> }[] = [manifest.contributes.configuration].flat();
const inManifest = new Map(sections.flatMap((section) => Object.entries(section.properties)));
const restricted: readonly string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;

/** What VS Code calls our scopes. */
const scopes = { machine: ["machine"], resource: ["resource"], window: ["window", "resource"] } as const;

describe("the settings of package.json and config.ts", () => {
  it("are the same", () => {
    const names = [...settingDefinitions.keys()].map((name) => `ibid.${name}`);
    assert.deepEqual([...inManifest.keys()].filter((name) => !name.startsWith("ibid.trace")).sort(), names.sort());
  });

  for (const [name, definition] of settingDefinitions) {
    it(`ibid.${name} has one default, scope and description`, () => {
      const setting = inManifest.get(`ibid.${name}`);
      assert.deepEqual(setting?.default, definition.default);
      assert.ok((scopes[definition.scope] as readonly string[]).includes(setting?.scope ?? "window"), `scope ${setting?.scope}`);
      assert.match(setting?.markdownDescription ?? setting?.description ?? "", /\S/);
      assert.equal(restricted.includes(`ibid.${name}`), definition.scope === "resource", "restricted until trusted");
    });
  }
});

describe("parseSettings", () => {
  const junk: readonly unknown[] = [undefined, null, 7, "x", [], { links: 7 }, { links: { timeout: "soon" } }, { severity: { a: "loud" } }];
  for (const value of junk) {
    it(`falls back on ${JSON.stringify(value)}`, () => assert.deepEqual(parseSettings(value).settings, defaultSettings));
  }

  it("says once what it could not use", () => {
    assert.deepEqual(parseSettings({ links: { timeout: "soon" } }).warnings.length, 1);
  });

  it("takes nested and dotted names", () => {
    assert.equal(parseSettings({ links: { check: "never" } }).settings.links.check, "never");
    assert.equal(parseSettings({ "links.check": "never" }).settings.links.check, "never");
    assert.equal(parseSettings(withSetting({}, "ibid.links.check", "never")).settings.links.check, "never");
  });

  it("keeps a setting from reaching where it should not", () => {
    withSetting({}, "__proto__.polluted", true);
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });
});
