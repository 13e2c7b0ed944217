const least = { major: 22, minor: 15 };

/** Says in words what would else be a riddle: imported first, it ends a program that an old Node has started. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < least.major || (major === least.major && minor < least.minor)) {
  process.stderr.write(`Ibid needs Node ${least.major}.${least.minor} or newer; this is Node ${process.versions.node}.\n`);
  process.exit(2);
}
