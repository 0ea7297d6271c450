import { describe, expect, test } from 'vitest'
import { boxClock } from '../testing/ports.ts'
import { Turns } from './turns.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function turnsAt(): { turns: Turns; pass(ms: number): void } {
  let nowMs = 1_000
  return { turns: new Turns({ ...boxClock, nowMs: () => nowMs }), pass: (ms) => void (nowMs += ms) }
}

describe('a turn', () => {
  test('[B20] has an end, for all lines together, and the next one has room again', async () => {
    const { turns, pass } = turnsAt()
    expect(turns.hasRoom()).toBe(true)
    pass(7)
    expect(turns.hasRoom()).toBe(true)
    pass(1)
    expect(turns.hasRoom()).toBe(false)
    await nextTurn()
    expect(turns.hasRoom()).toBe(true)
    for (let count = 0; count < 100; count++) turns.handOn()
    expect(turns.hasRoom()).toBe(false)
    await nextTurn()
    expect(turns.hasRoom()).toBe(true)
    pass(-60_000)
    expect(turns.hasRoom()).toBe(false)
  })

  test('[B20] whoever waits goes on in the order in which it came to wait, as many as there is room for', async () => {
    const { turns, pass } = turnsAt()
    const heard: string[] = []
    const flood = (): void => {
      heard.push('flood')
      pass(8)
      turns.wait(flood)
    }
    turns.hasRoom()
    flood()
    turns.wait(() => heard.push('word'))
    await nextTurn()
    expect(heard).toEqual(['flood', 'flood'])
    await nextTurn()
    await nextTurn()
    expect(heard.slice(0, 3)).toEqual(['flood', 'flood', 'word'])
  })

  test('[B20] who is gone does not go on', async () => {
    const { turns } = turnsAt()
    const heard: string[] = []
    turns.hasRoom()
    turns.wait(() => heard.push('gone'))()
    await nextTurn()
    expect(heard).toEqual([])
  })
})
