/**
 * `web`: the web app of a real daemon in a real Chromium, on a phone's terms: a processor four times slower and a line of
 * 10 Mbit/s with 20 ms there and back.
 *
 * `firstLoadGzKb` and `interactiveMs` are for somebody who was never there: all bytes that the page asked for by itself, but for
 * what can wait (`laterGzKb`: the network, the copy for a reload), and the time until the empty first place is drawn and one can
 * say something. `openWorldMs` and `worstFrameMs` are for a browser that holds a world of ten thousand needs, offers and pages in
 * its own store, with the daemon gone: until the rows of the place are drawn from it (`answeredMs` is when the peer has read its
 * store and has answered for the first time), and the longest frame while one scrolls through lists and searches
 * (`worstRoomMs`: while a room is opened).
 *
 * The line is a relay of ours, because what the browser calls a slow line does not reach its workers. A slow processor does not
 * reach them either, so the work of the peer itself (some tenths of a second) counts here as it is on this machine.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBox } from './web/box.ts'
import { openChromium } from './web/chromium.ts'
import { fillWorld } from './web/fill.ts'
import { firstVisit } from './web/firstVisit.ts'
import { bigWorld } from './web/bigWorld.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'the web app in Chromium as on a phone: first load, opening a world of 10,000 things, the longest frame'

export const options = {
  things: 'how many needs, offers and pages the world has (10,000)',
  runs: 'how often each is measured; the middle one counts (3)',
  slow: 'how many times slower the processor is (4)'
}

export const run = async ({ number, note }: BenchOptions): Promise<Figures> => {
  const [things, runs, slow] = [number('things', 10_000), number('runs', 3), number('slow', 4)]
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-web-'))
  note('Starting the daemon (builds the web app when it changed) ...')
  const box = await startBox(folder)
  const chromium = await openChromium()
  try {
    const visits = []
    for (let index = 0; index < runs; index++) visits.push(await firstVisit(chromium, box, slow))
    note(`A first visit, step by step (ms): ${JSON.stringify(middle(visits, (visit) => visit.interactiveMs).steps)}`)
    const { parts } = middle(visits, (visit) => visit.interactiveMs)
    note(`At once (kB): ${parts.atOnce.join(', ')}`)
    note(`Later (kB): ${parts.later.join(', ')}`)
    note(`Saying ${things.toLocaleString('en')} things ...`)
    await fillWorld(box, things)
    const big = await bigWorld(chromium, box, { slow, runs, things, note })
    const best = middle(visits, (visit) => visit.interactiveMs)
    return {
      firstLoadGzKb: best.loadedKb,
      interactiveMs: Math.round(best.interactiveMs),
      laterGzKb: best.laterKb,
      ...big
    }
  } finally {
    await chromium.close()
    await box.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

const middle = <T>(all: readonly T[], of: (one: T) => number): T => all.toSorted((a, b) => of(a) - of(b))[Math.floor((all.length - 1) / 2)]!
