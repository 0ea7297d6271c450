import type { RawStatement, Said } from '@commune/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyStates, foldAll } from '../commune.ts'
import { idOf, TestCommune } from '../testing/index.ts'
import { Views } from '../views.ts'

const points = (keys: readonly string[]): string =>
  JSON.stringify({ readings: [], pulses: [], acts: keys.map((key) => ({ key, name: key, shape: { is: 'number', unit: '%', min: 0, max: 100 } })) })

const wares = [1, 2, 3].map((n) => ({ device: idOf(n), ware: idOf(n + 10) }))
/** Who speaks, of which of the things that began (or of none that did), and what. */
const word = fc.record({
  who: fc.integer({ min: 0, max: wares.length - 1 }),
  about: fc.nat({ max: 4 }),
  says: fc.oneof(
    fc.record({ type: fc.constant('begin' as const), key: fc.constantFrom('lamp', 'pump') }),
    fc.record({ type: fc.constant('thing.say' as const), name: fc.constantFrom('Lamp', 'Pump', null) }),
    fc.record({ type: fc.constant('thing.say' as const), keeper: fc.constantFrom(null, ...wares.map(({ ware }) => ware)) }),
    fc.record({ type: fc.constant('thing.say' as const), with: fc.constantFrom(null, [], [idOf(12)]) }),
    fc.record({ type: fc.constant('thing.say' as const), points: fc.subarray(['level', 'on']).map(points) }),
    fc.record({ type: fc.constant('thing.gone' as const) }),
    fc.record({ type: fc.constant('thing.will' as const), point: fc.constant('level'), will: fc.constantFrom(null, '{"max":60}', '{"min":5}') }),
    fc.record({ type: fc.constant('undo' as const) })
  )
})

/** Folds one after another, looking now and then; then what is shown, and what is when all is read at once. */
const looking = (said: readonly Said[], looks: (index: number) => boolean): { rows: string; fresh: string } => {
  const states = emptyStates()
  const speaks = { wareOf: ({ device }: { readonly device: string | null }) => wares.find((each) => each.device === device)?.ware }
  const views = new Views(states, speaks)
  for (const [index, one] of said.entries()) {
    foldAll(states, [one])
    if (looks(index)) views.things.list()
  }
  const shown = (of: Views): string => JSON.stringify(of.things.list({ gone: true }).map((row) => [row, of.things.known(row.device, row.source, row.key)?.id, of.things.isHouseholdSaid(row.id)]))
  return { rows: shown(views), fresh: shown(new Views(states, speaks)) }
}

test('[T1] things that are looked at after each word are the same as when all is read at once, in whatever order it came', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.infiniteStream(fc.nat()), fc.array(fc.boolean(), { minLength: 1 }), (words, order, looks) => {
      const commune = new TestCommune()
      const begun: string[] = [`${idOf(1)}.0`]
      for (const { who, about, says } of words) {
        const target = begun[about % begun.length] as string
        const last = commune.last
        const statement: RawStatement =
          says.type === 'begin' ? { type: 'thing.say', key: says.key, source: 'mqtt', points: points(['level']) }
          : says.type === 'undo' ? { type: 'undo', target: about < 2 ? target : last }
          : { ...says, thing: target }
        commune.sayRaw((wares[who] as { device: string }).device, statement)
        if (says.type === 'begin') begun.push(commune.last)
      }
      const inOrder = looking(commune.said, () => true)
      expect(inOrder.rows).toBe(inOrder.fresh)
      const shuffled = commune.said.map((one) => [order.next().value ?? 0, one] as const).sort(([a], [b]) => a - b)
      const mixed = looking(shuffled.map(([, one]) => one), (index) => looks[index % looks.length] === true)
      expect(mixed.rows).toBe(inOrder.rows)
      expect(mixed.fresh).toBe(inOrder.rows)
    })
  )
})
