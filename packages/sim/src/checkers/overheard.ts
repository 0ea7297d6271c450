/**
 * What members tell one another about what they sense, opened on its way: nothing that was sensed is told as it was to one who may not
 * see it so, whatever the question was, and no answer names the moment of a passing (P6). Whether one may is worked out here, from what
 * was said of the thing and of agreements, and not by asking the peer's own code.
 */
import { pointsOf, type PointId, type ThingRow, thingOf, type Views } from '@commune/commune'
import { openTree } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'
import { source } from '../things/boxThings.ts'
import { brief } from './checker.ts'

/** A question or a reply between members: its type, a channel, a number, what is sealed (SPEC of sync). */
const [questionType, replyType, sealedAt] = [28, 29, 13]
const breachesMax = 50

export class Overheard {
  /** One sentence for each telling that should not have been. */
  readonly breaches: Set<string> = new Set()
  /** How many answers were opened, and numbers in them that were told as they were sensed. */
  replies = 0
  raw = 0
  /** Told of each answer that was opened, for those who compare two runs. */
  onTree: ((tree: unknown) => void) | undefined

  hear(commune: Commune, world: IdText, from: SimPeer, to: SimPeer | undefined, message: Uint8Array): void {
    if (message[0] !== replyType && message[0] !== questionType) return
    const held = from.peer?.inside.find(world)
    if (from.isLiar || !held || to?.ware === undefined) return
    const kind = message[0] === replyType ? 'reply' : 'question'
    const tree = openTree(message.subarray(sealedAt), kind, (tag) => held.hosted.world.keyring.byTag(tag))
    if (tree === undefined) return
    this.onTree?.(tree)
    if (kind === 'question') return
    this.replies++
    this.#look(commune, held.views(), from, to, tree)
  }

  #look(commune: Commune, views: Views, from: SimPeer, to: SimPeer, tree: unknown): void {
    const ware = to.ware as IdText
    for (const near of nearIn(tree)) {
      if (!maySee(views, ware, near, from.nowMs)) this.#broken(`${from.name} tells ${to.name} of a passing at ${brief(near)}, which is not told to it`)
    }
    for (const number of numbersIn(tree)) {
      // What two boxes sensed may be the same to the last digit: who answers tells of its own things.
      const isOwn = from.things?.sensed.has(number) === true
      for (const { name, device, things } of commune.boxes) {
        if (isOwn && things !== from.things) continue
        // The clocks of two boxes may show the same at different times.
        if (from.things === things && things?.isPassing(number)) this.#broken(`${from.name} tells ${to.name} when somebody passed at ${name}: ${JSON.stringify(tree).slice(0, 200)}`)
        const mark = things?.sensed.get(number)
        if (mark === undefined || device === undefined) continue
        this.raw++
        const slash = mark.indexOf('/')
        const thing = views.things.known(device, source, mark.slice(0, slash))
        if (!thing || !maySee(views, ware, `${thing.id}/${mark.slice(slash + 1)}`, from.nowMs)) this.#broken(`${from.name} tells ${to.name} what ${mark} of ${name} sensed, which is not told to it as it is`)
      }
    }
  }

  #broken(what: string): void {
    if (this.breaches.size < breachesMax) this.breaches.add(what)
  }
}

/** Whether a ware may see this point as it is. */
export const maySee = (views: Views, ware: IdText, point: PointId, nowMs: number): boolean => {
  const of = views.things.point(point)
  if (!of || of.kind === 'act') return false
  const { bridge, keeper, with: household } = of.thing
  if (ware === bridge || ware === keeper || isPledged(views, ware, point, nowMs)) return true
  const choice = of.kind === 'reading' ? choiceOf(of.thing, of.point.key) : undefined
  if (household.includes(ware) && choice?.class !== 'personal') return true
  return choice?.class === 'commons' && choice.transform.is === 'as-it-is'
}

const choiceOf = ({ leaves }: ThingRow, key: string): ThingRow['leaves'][number]['choice'] | undefined => leaves.find((each) => each.point === key)?.choice

/** An agreement that holds has it told to whoever brings in what it moves. */
const isPledged = ({ things, agreements }: Views, ware: IdText, point: PointId, nowMs: number): boolean =>
  agreements.list(nowMs).some(
    ({ state, rules }) => state === 'holds' && rules.some((rule) => things.one(thingOf(rule.act))?.bridge === ware && pointsOf(rule).senses.includes(point))
  )

/** Every number of a tree, however deep. */
export function* numbersIn(tree: unknown): Generator<number> {
  if (typeof tree === 'number') yield tree
  else if (typeof tree === 'object' && tree !== null) for (const each of Object.values(tree)) yield* numbersIn(each)
}

/** Points that somebody is told to be near at. */
function* nearIn(tree: unknown): Generator<PointId> {
  if (typeof tree !== 'object' || tree === null) return
  const { point, nearMs } = tree as { point?: unknown; nearMs?: unknown }
  if (nearMs !== undefined && typeof point === 'string') yield point as PointId
  for (const each of Object.values(tree)) yield* nearIn(each)
}
