/** What is to be cleared away at the end, however a test file ends. */
export const leftOver = new Set<() => void>();

process.once("exit", () => {
  for (const clear of leftOver) clear();
});
