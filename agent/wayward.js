#!/usr/bin/env -S MALLOC_ARENA_MAX=2 node --max-semi-space-size=4 --heap-growing-percent=30
// The flags save a hundred megabytes: garbage is collected before it is three times what is used, and what one thread
// frees another can take (glibc). All works without them.
// Plain JavaScript on purpose: it must parse on any Node, to say in one line which Node is needed.
const needed = 26;
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `wayward needs Node.js ${needed} or newer; this is ${process.version}. In the project folder "npm ci" brings it and "npx wayward" uses it.`,
  );
  process.exit(2);
}
const { existsSync } = await import('node:fs');
// The repository runs its TypeScript; a package has only dist/ (Node strips no types below node_modules).
const source = new URL('./main.ts', import.meta.url);
const { main } = await import(
  existsSync(source) ? source.href : new URL('../dist/agent/main.js', import.meta.url).href
);
await main(process.argv.slice(2));
