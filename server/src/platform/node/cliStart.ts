import "./nodeVersion.ts";
import "./compileCache.ts";

// Whatever is required from here on is found compiled, where an earlier start left it.
require("./cliMain.js");
