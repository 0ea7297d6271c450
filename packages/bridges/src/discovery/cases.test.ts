import { describe, expect, it } from 'vitest'
import { Discovery } from './index.ts'
import { CaseRun } from './testing/cases.ts'
import { differs } from './testing/differs.ts'
import { cases, payloads } from './testing/fixtures.ts'

describe("Home Assistant's own cases", () => {
  const all = cases()

  it('there are as many as were brought in', () => {
    expect(all).toHaveLength(322)
    expect([...differs.keys()].filter((id) => all.every((one) => one.id !== id))).toEqual([])
  })

  for (const one of all) {
    const reason = differs.get(one.id)
    it(`${one.id} ${reason === undefined ? 'holds' : `differs: ${reason}`}`, () => {
      const faults = new CaseRun(one.discoveryPrefix).run(one)
      if (reason === undefined) expect(faults).toEqual([])
      else expect(faults).not.toEqual([])
    })
  }
})

describe("Home Assistant's own announcements", () => {
  const outcomes = payloads().map(({ component, topic, payload }, i) => {
    const at = topic ?? `homeassistant/${component}/p${i}/config`
    const discovery = new Discovery({ prefix: at.split('/')[0] ?? '' })
    discovery.hear(
      { key: 'test' },
      at,
      new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)),
      1
    )
    const keys = discovery.refusals.map(({ what }) => what.key)
    const outcome =
      discovery.announced(at).length > 0
        ? 'taken'
        : keys.some((key) => /held-(?:tracker|picture)/.test(key))
          ? 'held back'
          : 'refused'
    return { outcome, keys }
  })
  const count = (which: string): number => outcomes.filter(({ outcome }) => outcome === which).length

  it('every one is taken, held back, or refused with its reason', () => {
    expect(outcomes.filter(({ outcome, keys }) => outcome !== 'taken' && keys.length === 0)).toEqual([])
    expect({ taken: count('taken'), heldBack: count('held back'), refused: count('refused') }).toEqual({
      taken: 309,
      heldBack: 19,
      refused: 43
    })
  })
})
