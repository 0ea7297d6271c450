/** Things: entities of one device under one key. A device is known again by any of its marks; an entity without one is a thing by itself. */
import { discoveryMessage, type Message } from '@commune/commune'
import type { DeviceFacts } from '../announcement/device.ts'
import type { Entity } from '../entity/entity.ts'
import { discoveryLimits } from '../limits.ts'
import { keyOf } from '../text.ts'
import type { Live } from './live.ts'

export interface Gathered {
  readonly key: string
  readonly source: string
  readonly marks: Set<string>
  readonly lives: Set<Live>
  name: string
  maker?: string
  model?: string
  place?: string
}

export class Things {
  readonly #all = new Map<string, Gathered>()
  readonly #byMark = new Map<string, Gathered>()
  readonly #ofSource = new Map<string, number>()
  readonly #ofSourceMax: number

  constructor(ofSourceMax: number = discoveryLimits.thingsOfSourceMax) {
    this.#ofSourceMax = ofSourceMax
  }

  get(key: string): Gathered | undefined {
    return this.#all.get(key)
  }

  all(source?: string): readonly Gathered[] {
    return [...this.#all.values()].filter((one) => source === undefined || one.source === source)
  }

  #known(device: DeviceFacts | undefined, entity: Pick<Entity, 'key'>): Gathered | undefined {
    return marksOf(device, entity)
      .map((mark) => this.#byMark.get(mark))
      .find((one) => one !== undefined)
  }

  keyFor(entity: Pick<Entity, 'key'>, device: DeviceFacts | undefined): string {
    return this.#known(device, entity)?.key ?? (device === undefined ? entity.key : keyOfMark(device.marks[0] as string))
  }

  /** Why there is no room for an entity among the things of this source, or it is of another. Asked before it is made. */
  noRoom(source: string, entity: Pick<Entity, 'key'>, device: DeviceFacts | undefined): Message | undefined {
    const others = marksOf(device, entity).map((mark) => this.#byMark.get(mark))
    const other = [...others, this.#all.get(this.keyFor(entity, device))].find(
      (one) => one !== undefined && one.source !== source
    )
    if (other !== undefined) return discoveryMessage('discovery.claimed', { source, other: other.source })
    const known = this.#known(device, entity)
    const { thingsMax, entitiesOfThingMax } = discoveryLimits
    if (known === undefined) {
      if (this.#all.size >= thingsMax) return discoveryMessage('discovery.too-many', { most: thingsMax })
      return (this.#ofSource.get(source) ?? 0) >= this.#ofSourceMax
        ? discoveryMessage('discovery.too-many-of-source', { source, most: this.#ofSourceMax })
        : undefined
    }
    const isOver = known.lives.size >= entitiesOfThingMax && ![...known.lives].some((live) => live.entity.key === entity.key)
    return isOver ? discoveryMessage('discovery.too-many-entities', { most: entitiesOfThingMax }) : undefined
  }

  /** Why its points cannot be added to those of its thing. */
  tooManyPoints(entity: Entity, device: DeviceFacts | undefined): Message | undefined {
    const rest = [...(this.#known(device, entity)?.lives ?? [])]
      .map((live) => live.entity)
      .filter(({ key }) => key !== entity.key)
    const count = (of: 'readings' | 'pulses' | 'acts'): number => [...rest, entity].reduce((sum, one) => sum + one[of].length, 0)
    const all = [...rest, entity]
    const isOver =
      (['readings', 'pulses', 'acts'] as const).some((of) => count(of) > discoveryLimits.pointsMax) ||
      all.reduce((sum, one) => sum + charsOf(one), 0) > discoveryLimits.pointsCharsMax
    return isOver ? discoveryMessage('discovery.too-many-points', { most: discoveryLimits.pointsMax }) : undefined
  }

  put(live: Live, name: string | undefined, device: DeviceFacts | undefined): void {
    const known = this.#all.get(live.thing)
    const gathered: Gathered = known ?? {
      key: live.thing,
      source: live.source,
      marks: new Set(),
      lives: new Set(),
      name: live.thing
    }
    if (known === undefined) {
      this.#all.set(live.thing, gathered)
      this.#ofSource.set(live.source, (this.#ofSource.get(live.source) ?? 0) + 1)
    }
    gathered.lives.add(live)
    for (const mark of marksOf(device, live.entity)) {
      if (this.#byMark.has(mark) || gathered.marks.size >= marksMax) continue
      gathered.marks.add(mark)
      this.#byMark.set(mark, gathered)
    }
    const facts = device ?? { name }
    Object.assign(
      gathered,
      Object.fromEntries(Object.entries(facts).filter(([key, value]) => key !== 'marks' && value !== undefined))
    )
    if (gathered.name === gathered.key)
      gathered.name =
        [gathered.maker, gathered.model]
          .filter((one) => one !== undefined)
          .join(' ')
          .slice(0, discoveryLimits.nameCharsMax) || gathered.key.slice(0, discoveryLimits.nameCharsMax)
  }

  take(live: Live): void {
    const gathered = this.#all.get(live.thing)
    if (gathered === undefined) return
    gathered.lives.delete(live)
    if (gathered.lives.size > 0) return
    this.#all.delete(live.thing)
    for (const mark of gathered.marks) this.#byMark.delete(mark)
    const left = (this.#ofSource.get(gathered.source) ?? 1) - 1
    if (left === 0) this.#ofSource.delete(gathered.source)
    else this.#ofSource.set(gathered.source, left)
  }
}

/** Marks of all its entities together. */
const marksMax = 64

const marksOf = (device: DeviceFacts | undefined, entity: Pick<Entity, 'key'>): readonly string[] =>
  device?.marks ?? [`entity:${entity.key}`]

/** `id:0x1` becomes `id.0x1`. */
function keyOfMark(mark: string): string {
  const colon = mark.indexOf(':')
  return `${keyOf(mark.slice(0, colon)) ?? 'id'}.${keyOf(mark.slice(colon + 1)) ?? ''}`
}

const chars = new WeakMap<Entity, number>()

/** Its points as JSON; worked out once. */
function charsOf(entity: Entity): number {
  const known = chars.get(entity)
  if (known !== undefined) return known
  const { readings, pulses, acts } = entity
  const length = JSON.stringify([readings, pulses, acts]).length
  chars.set(entity, length)
  return length
}
