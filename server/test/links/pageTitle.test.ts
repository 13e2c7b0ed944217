import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageTitle, saysGone } from "../../src/links/pageTitle.ts";

function checkTitle(title: string, expected: boolean): void {
  const page = new TextEncoder().encode(`<!doctype html><html><head>\n<TITLE lang="x">\n ${title} </TITLE>`);
  assert.equal(saysGone(pageTitle(page) ?? ""), expected, title);
}

describe("the title of a page", () => {
  it("says in many languages that there is none", () => {
    for (const title of [
      "Page not found",
      "404 - Page not found | Northern Institute",
      "Northern Institute: Page Not Found",
      "404 Not Found",
      "404",
      "Error 404 (Not Found)!!1",
      "HTTP Status 404 \u2013 Not Found",
      "Oops! Page not found.",
      "This page doesn\u2019t exist",
      "Seite nicht gefunden - Bundesarchiv",
      "Fehler 404",
      "Page introuvable \u2013 Sénat",
      "Página no encontrada",
      "Pagina non trovata | Camera",
      "Página não encontrada",
      "Pagina niet gevonden",
      "Sidan kunde inte hittas",
      "Siden blev ikke fundet",
      "Siden ble ikke funnet",
      "Sivua ei löydy",
      "Strona nie istnieje",
      "Stránka nebyla nalezena",
      "Az oldal nem található",
      "Страница не найдена | Кремль",
      "Sayfa bulunamadı",
      "ページが見つかりません",
      "页面不存在",
      "페이지를 찾을 수 없습니다",
    ])
      checkTitle(title, true);
  });

  it("is no such word where a work is called so", () => {
    for (const title of [
      "Not Found: Essays on Absence",
      "404 ways to cite",
      "Room 404 | Fiction Quarterly",
      "Why a page not found by a robot is alive",
      "Errors in Survey Research",
      "Gone | A Memoir",
      "The archive of the page that could not be found in 1931",
      "",
    ])
      checkTitle(title, false);
    assert.equal(pageTitle(new Uint8Array()), undefined);
    assert.equal(pageTitle(new TextEncoder().encode("<title>cut off")), undefined);
  });
});
