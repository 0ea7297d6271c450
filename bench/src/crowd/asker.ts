/** The process behind `asking`: small questions one after another with a short pause, all things every other second, and watches. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { controlOf } from '../house/control.ts'

const [folder = '', world = '', watching = '0'] = process.argv.slice(2)
const pauseMs = 10
const allEveryMs = 2_000
const control = controlOf(folder)
const took: number[] = []
let [since, ofThings, late] = [0, 0, 0]

process.on('message', (word) => {
  if (word === 'anew') return void (since = took.length)
  const all = took.toSorted((a, b) => a - b)
  process.send?.({
    questions: took.length,
    worstMs: word === 'worst' ? Math.max(0, ...took.slice(since)) : (all.slice(0).at(-1) ?? 0),
    p99Ms: all[Math.floor(all.length * 0.99)] ?? 0,
    worstOfThingsMs: ofThings,
    askerLateMs: late
  })
})
process.on('disconnect', () => process.exit())

for (let count = 0; count < Number(watching); count++) void watch()
void small()
void large()

async function small(): Promise<void> {
  for (;;) {
    const begunMs = performance.now()
    await control.ask('self', {})
    const endMs = performance.now()
    took.push(endMs - begunMs)
    await setTimeout(pauseMs)
    late = Math.max(late, performance.now() - endMs - pauseMs)
  }
}

async function large(): Promise<void> {
  for (;;) {
    const begunMs = performance.now()
    await control.ask('things', { world })
    ofThings = Math.max(ofThings, performance.now() - begunMs)
    await setTimeout(allEveryMs)
  }
}

/** As a page that shows them does; what comes is read and let go. */
async function watch(): Promise<void> {
  const { port, token } = JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')) as { readonly port: number; readonly token: string }
  const response = await fetch(`http://127.0.0.1:${port}/watch`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ name: 'things', params: { world } }) })
  const reader = response.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; ) read = await reader?.read()
}
