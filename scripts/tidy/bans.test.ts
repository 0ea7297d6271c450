import { expect, test } from 'vitest'
import { checkBans } from './bans.ts'
import { treeOf } from './tree.ts'

const complaints = (path: string, text: string) => checkBans(treeOf({ [path]: text })).map(({ line, message }) => `${line} ${message}`)

test('a pure package names no clock, chance, timer, network or Node', () => {
  const offences = [
    'Date.now()',
    'new Date(0)',
    'performance.now()',
    'Math.random()',
    'setTimeout(f, 1)',
    'setInterval(f, 1)',
    "fetch('x')",
    'crypto.subtle',
    'globalThis.crypto.subtle',
    'process.env',
    'Buffer.from(x)',
    'console.log(1)'
  ]
  for (const offence of offences) {
    for (const path of ['packages/peer/src/a.ts', 'packages/sim/src/main.ts']) {
      expect(complaints(path, `\nexport const x = ${offence}`)).toEqual([expect.stringMatching(/^2 `.*`: use .*; .*\.$/)])
    }
  }
  expect(complaints('packages/protocol/src/a.ts', "import { readFileSync } from 'node:fs'")).toHaveLength(1)
})

test('what only looks like an offence is none', () => {
  const innocent = [
    '// Date.now() is for edges',
    "export const words = 'Math.random, fetch(x), export *'",
    'export const later = clock.after(1, run), crypto = ports.crypto, process = 1',
    'export const peer = world.fetch(id)',
    'for (;;) break'
  ].join('\n')
  expect(complaints('packages/peer/src/a.ts', innocent)).toEqual([])
})

test('edges may name the platform, tests may name timers, nobody may name Math.random', () => {
  expect(complaints('packages/storage/src/sqlite/a.ts', "import { x } from 'node:fs'\nexport const now = Date.now()")).toEqual([])
  expect(complaints('packages/peer/src/a.test.ts', 'setTimeout(f, 1)')).toEqual([])
  expect(complaints('packages/peer/src/a.test.ts', 'const now = Date.now()')).toHaveLength(1)
  expect(complaints('apps/web/src/a.ts', 'export const x = Math.random()')).toHaveLength(1)
  expect(complaints('scripts/sim/main.ts', 'console.log(process.argv)')).toEqual([])
})

test('the browser side names nothing of Node', () => {
  expect(complaints('apps/web/src/a.ts', "import { x } from 'node:fs'\nexport const y = Buffer")).toHaveLength(2)
})

test('doors name what they let out, imports name their file, lines end by themselves', () => {
  expect(complaints('bench/src/a.ts', "export * from './b.ts'")).toHaveLength(1)
  expect(complaints('bench/src/a.ts', "import { b } from './b'")).toHaveLength(1)
  expect(complaints('bench/src/a.ts', 'export const a = 1; // why\nexport const b = 2;')).toHaveLength(2)
})

test('what is unfinished or switched off does not land', () => {
  const words = [`TO${'DO'}`, `FIX${'ME'}`, `not imple${'mented'}`, `stu${'b'}`, `Placeh${'older'}`]
  for (const word of words) expect(complaints('bench/src/a.ts', `// ${word}: later`)).toHaveLength(1)
  expect(complaints('apps/web/src/a.tsx', `export const a = <input placeh${'older'}='name' />`)).toEqual([])
  for (const off of ['only', 'skip']) expect(complaints('bench/src/a.test.ts', `test.${off}('x', f)`)).toHaveLength(1)
})

test('a file that cannot be parsed is a complaint of its own', () => {
  expect(complaints('bench/src/a.ts', 'const = 1')).toEqual([expect.stringContaining('cannot be read')])
})
