// The browser that shows VS Code in tests and pictures: the one that CHROMIUM names, else the system's, installed by apt where that can be.
import { existsSync } from "node:fs";
import { installPackages } from "./apt.mjs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @returns {Promise<string>} the path of a Chromium or Chrome; throws with one clear line where there is none and none can be installed */
export async function chromiumPath() {
  const found = installed();
  if (found) return found;
  await installPackages(["chromium", "fonts-dejavu-core"], () => false).catch((error) => {
    throw new Error(`${error.message} (Or name a Chromium or Chrome in the environment variable CHROMIUM.)`);
  });
  return installed() ?? usualPlaces[0];
}

const installed = () => process.env.CHROMIUM ?? usualPlaces.find((place) => existsSync(place));
