import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { takeRoomWords } from '../words-later/rooms.ts'
import { takeThingWords } from '../words-later/things.ts'
import { english } from './index.ts'

const begins = resolve(import.meta.dirname, '../main.tsx')

/** All that is loaded before anything is drawn: what `main.tsx` imports, and what that imports, but nothing that comes by and by. */
const loadedFirst = (file: string, seen: Set<string> = new Set()): Set<string> => {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^'\n]*'(\.[^']+\.tsx?)'/gm)) loadedFirst(join(dirname(file), path!), seen)
  return seen
}

test('every sentence that is said at the first look is there at the first look', () => {
  const files = [...loadedFirst(begins)].filter((file) => !file.includes('/words/'))
  expect(files.length).toBeGreaterThan(50)
  const missing = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'(web\.[a-z][\w.-]*[\w])'/g)].filter(([, key]) => !english.has(key!)).map(([, key]) => `${file.slice(begins.length - 8)}: ${key}`))
  expect(missing).toEqual([])
})

test('what comes with the rooms is nothing that was there already', () => {
  expect(english.has('web.needs.find')).toBe(false)
  takeRoomWords()
  takeThingWords()
  for (const key of ['web.needs.find', 'web.things.find', 'web.agree.title', 'agreements.holds', 'rules.unknown']) expect(english.has(key)).toBe(true)
})
