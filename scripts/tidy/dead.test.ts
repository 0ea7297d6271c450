import { expect, test } from 'vitest'
import { checkDead } from './dead.ts'
import { treeOf } from './tree.ts'

const dead = (texts: Record<string, string>) => checkDead(treeOf(texts)).map(({ path }) => path)

test('a file that nothing names is dead, entries live by themselves', () => {
  expect(dead({ 'packages/peer/src/a.ts': '' })).toEqual(['packages/peer/src/a.ts'])
  const entries = ['apps/web/src/main.tsx', 'packages/peer/src/a.test.ts', 'vitest.config.ts', 'bench/src/sync.ts', 'apps/web/e2e/a.ts']
  expect(dead(Object.fromEntries(entries.map((path) => [path, ''])))).toEqual([])
})

test('an import, a path in a string, a page and package.json keep a file alive', () => {
  expect(dead({ 'apps/web/src/main.ts': "import './a.ts'", 'apps/web/src/a.ts': '' })).toEqual([])
  expect(dead({ 'apps/web/src/main.ts': "new URL('./w.ts', import.meta.url)", 'apps/web/src/w.ts': '' })).toEqual([])
  expect(dead({ 'apps/web/src/main.ts': "spawn('scripts/x.ts')", 'scripts/x.ts': '' })).toEqual([])
  expect(dead({ 'apps/web/index.html': '<script src="/src/start.ts">', 'apps/web/src/start.ts': '' })).toEqual([])
  expect(dead({ 'packages/peer/package.json': '{"exports":"./src/index.ts"}', 'packages/peer/src/index.ts': '' })).toEqual([])
  expect(dead({ 'package.json': '{"scripts":{"x":"node scripts/x.ts --a"}}', 'scripts/x.ts': '' })).toEqual([])
})

test('a file that only tests use is dead, unless it is there for tests', () => {
  const a = 'packages/peer/src/a.ts'
  expect(dead({ 'packages/peer/src/a.test.ts': "import './a.ts'", [a]: '' })).toEqual([a])
  expect(dead({ 'packages/peer/src/a.test.ts': "import './testing/b.ts'", 'packages/peer/src/testing/b.ts': '' })).toEqual([])
  expect(dead({ 'packages/peer/src/a.test.ts': "spawn('./a.child.ts')", 'packages/peer/src/a.child.ts': '' })).toEqual([])
})

test('a file does not keep itself alive', () => {
  expect(dead({ 'packages/peer/src/a.ts': "export const me = './a.ts'" })).toHaveLength(1)
})
