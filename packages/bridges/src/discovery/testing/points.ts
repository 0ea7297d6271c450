/** What every thing holds, whoever announced it: bounded keys and names, each key once, shapes that mean something. */
import type { Shape, Thing } from '@commune/commune'
import { discoveryLimits } from '../index.ts'

const isLine = (text: string, most: number): boolean =>
  text !== '' && text === text.trim() && text.length <= most && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)

/** What is wrong with a thing; nothing, as it should be. */
export function faultsOfThing({ name, key, readings, pulses, acts }: Thing): readonly string[] {
  const all = [...readings, ...pulses, ...acts]
  const keys = all.map((point) => point.key)
  const told = new Set(readings.map((point) => point.key))
  return [
    ...(isLine(name, discoveryLimits.nameCharsMax) ? [] : [`the name ${name}`]),
    ...(isLine(key, 200) ? [] : [`the key ${key}`]),
    ...(new Set(keys).size === keys.length ? [] : ['a key twice']),
    ...all
      .filter((point) => !isLine(point.key, discoveryLimits.keyCharsMax) || !isLine(point.name, discoveryLimits.nameCharsMax))
      .map((point) => `${point.key}: ${point.name}`),
    ...all.filter(({ about }) => about !== undefined && !isLine(about, 40)).map(({ about }) => `about ${about}`),
    ...[...readings, ...acts].flatMap((point) => (point.shape.is === 'press' ? [] : faultsOf(point.shape))),
    ...pulses.filter(({ ttlMs }) => !(ttlMs >= 1_000 && ttlMs <= 60_000)).map((point) => `${point.key} lasts ${point.ttlMs} ms`),
    ...readings.filter(({ staleMs }) => staleMs !== undefined && staleMs < 1_000).map((point) => `${point.key} is stale at once`),
    ...acts.filter(({ toldBy }) => toldBy !== undefined && !told.has(toldBy)).map((point) => `${point.key} is told by nothing`)
  ]
}

function faultsOf(shape: Shape): readonly string[] {
  if (shape.is === 'words') {
    const isGood =
      shape.of.length >= 1 &&
      shape.of.length <= discoveryLimits.wordsMax &&
      shape.of.every((word) => isLine(word, discoveryLimits.nameCharsMax))
    return isGood ? [] : [`words ${shape.of.join()}`]
  }
  if (shape.is === 'text') return shape.charsMax >= 1 && shape.charsMax <= 2_000 ? [] : [`a text of ${shape.charsMax}`]
  if (shape.is !== 'number') return []
  const { min = -Infinity, max = Infinity, step = 1, unit = 'x' } = shape
  return min <= max && step > 0 && Number.isFinite(step) && isLine(unit, 20)
    ? []
    : [`a number from ${min} to ${max} by ${step} in ${unit}`]
}
