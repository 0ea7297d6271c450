/**
 * What leaves of what is sensed leaves as was chosen (P6): no answer tells a reading to one who may not see it as it is, and what was said
 * to the world has one of the forms that were chosen for its point, in whole spans.
 */
import type { LeavingChoice, PointId, Published, SensesState, ThingRow } from '@commune/commune'
import type { Held } from '@commune/peer'
import type { Ledger } from '../run/ledger.ts'
import { source } from '../things/boxThings.ts'
import { brief, type Checker } from './checker.ts'

type Form = LeavingChoice['transform']

const dayMs = 86_400_000
/** What is usual for the things of the simulator: for what is the same whoever is there, for a household's numbers, and for what only grows. */
const usual: Readonly<Record<string, readonly Form[]>> = {
  light: [{ is: 'as-it-is' }],
  warm: [{ is: 'binned', stepMs: dayMs, of: ['mean'] }],
  level: [{ is: 'binned', stepMs: dayMs, of: ['mean'] }],
  used: [{ is: 'binned', stepMs: dayMs, of: ['sum'] }]
}

export const told: Checker = {
  name: 'told',
  async check({ commune }) {
    const broken = new Set<string>(commune.overheard.breaches)
    for (const world of commune.worlds) {
      for (const peer of commune.honest) {
        const held = peer.peer?.inside.find(world)
        if (!held || !commune.plan.senses) continue
        for (const box of commune.boxes) {
          for (const thing of held.views().things.list({ gone: true })) {
            if (thing.device === box.device && thing.source === source) for (const what of wrongOf(held, thing, commune.ledger)) broken.add(`${peer.name} holds of ${thing.key} of ${box.name} ${what}`)
          }
        }
      }
    }
    return [...broken]
  }
}

function* wrongOf(held: Held, thing: ThingRow, ledger: Ledger): Generator<string> {
  const state = held.hosted.world.folds.state('senses') as SensesState
  for (const [id, { says }] of state.tells) {
    if (says.thing !== thing.id) continue
    const forms = everChosen(ledger, `${thing.id}/${says.point}`)
    const values = JSON.parse(says.told) as readonly Published[]
    for (const one of values) if (!forms.some((form) => isOf(one, form))) yield `${brief(id)}, in a form that was never chosen: ${JSON.stringify(one).slice(0, 80)}`
  }
}

/** Every form that anybody has chosen for a point, and the one that is usual: a word that is overtaken was so once. */
const everChosen = (ledger: Ledger, point: PointId): readonly Form[] => [...(usual[point.slice(point.indexOf('/') + 1)] ?? []), ...ledger.formsOf(point)]

function isOf(one: Published, form: Form): boolean {
  switch (one.is) {
    case 'reading':
      return form.is === 'as-it-is'
    case 'bin':
      return form.is === 'binned' && one.stepMs === form.stepMs && one.startMs % one.stepMs === 0 && (['mean', 'min', 'max', 'last', 'sum'] as const).every((stat) => one[stat] === undefined || form.of.includes(stat))
    case 'average':
      return form.is === 'averaged' && one.stepMs === form.stepMs && one.startMs % one.stepMs === 0
    default:
      return form.is === 'counted' && one.stepMs === form.stepMs && one.startMs % one.stepMs === 0
  }
}
