/**
 * Settings by which a thing guards itself: it turns off by itself after so long, it comes back off after a power cut, it does not go over a
 * limit. What its keeper sets there holds on when the box that asks it stops; all other safety is kept by that box alone.
 *
 * They are told by their names, as devices and gateways write them (`power_on_behavior` of Zigbee2MQTT, `PowerOnState` and `PulseTime` of
 * Tasmota, `auto_off` of Shelly, and plain words in English, German and Spanish). A name that says none of that is no guard: nothing is guessed
 * of what it does.
 *
 * A countdown that is started and runs once is none either. On many plugs it turns over whatever stands when it is over: a word that
 * comes late would start a pump.
 */
import type { ActPoint, Value } from './thing.ts'

/** It goes off by itself; what it does when power comes back; a limit that it does not go over. */
export const guardKinds = ['goes-off', 'power-back', 'limit'] as const
export type GuardKind = (typeof guardKinds)[number]

const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(`\\b(?:${patterns.join('|')})\\b`)

/** In names without accents, in small letters, with blanks between words. */
const words: Readonly<Record<GuardKind, RegExp>> = {
  'goes-off': anyOf(
    'auto(?:matic)?(?:ally)? ?(?:turn |switch |shut )?(?:off|close)',
    'pulse ?time\\d{0,2}',
    'inching(?: time)?',
    'max(?:imum)? (?:on|run|running|open|opening|watering|irrigation|pumping|heating) ?(?:time|duration)',
    'abschaltautomatik|selbstabschaltung|max(?:imale)? (?:laufzeit|einschaltdauer)',
    'auto ?apagado|apagado automatico|tiempo maximo'
  ),
  'power-back': anyOf(
    'power ?on (?:behaviou?r|state|mode)',
    'power outage (?:memory|state|behaviou?r)',
    '(?:state|behaviou?r) after power(?: loss| outage)?',
    'start ?up (?:state|behaviou?r|mode|on ?off)',
    'restore (?:state|mode|power)|relay memory',
    'einschaltverhalten|(?:verhalten|zustand) nach stromausfall',
    'estado tras (?:un )?corte'
  ),
  limit: anyOf(
    'over ?(?:load|current|power|voltage|heat|temperature)(?: protection| threshold| limit| value)*',
    '(?:max(?:imum)? |upper |high )?(?:power|current|temperature|heating|flow|load) limit(?: max| high)?',
    'max(?:imum)? (?:power|current|temperature)',
    'frost protection|anti ?freeze|leak(?:age)? protection',
    'frostschutz|uberlastschutz|leistungsgrenze',
    'limite de (?:potencia|corriente|temperatura)'
  )
}

const plain = (text: string): string =>
  text
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which guard a point is; undefined when it is none. A press and free text never are. */
export const guardOf = ({ key, name, shape }: Pick<ActPoint, 'key' | 'name' | 'shape'>): GuardKind | undefined => {
  if (shape.is === 'press' || shape.is === 'text') return undefined
  const [said, keyed] = [plain(name), plain(key)]
  return guardKinds.find((kind) => words[kind].test(said) || words[kind].test(keyed))
}

/** `power_on_behavior_l1`, `auto off 2`: which part of a thing with several. */
const partOf = ({ key, name }: Pick<ActPoint, 'key' | 'name'>): string | undefined =>
  [plain(name), plain(key).replace(/ set$/, '')].map((text) => /(?<= )(?:l?\d|left|right|center|top|bottom)$/.exec(text)?.[0]).find((part) => part !== undefined)

/** The settings of a thing that guard one of its act points: those of the whole, and those of the same part of it. */
export const guardsOf = <T extends ActPoint>(acts: readonly T[], act: ActPoint): readonly T[] => {
  if (guardOf(act)) return []
  const part = partOf(act)
  return acts.filter((each) => {
    if (!guardOf(each)) return false
    const guarded = partOf(each)
    return guarded === undefined || part === undefined || guarded === part
  })
}

/** Whether a setting takes this value. */
export const takes = ({ shape }: Pick<ActPoint, 'shape'>, value: Value): boolean => {
  switch (shape.is) {
    case 'number':
      return typeof value === 'number' && value >= (shape.min ?? Number.NEGATIVE_INFINITY) && value <= (shape.max ?? Number.POSITIVE_INFINITY)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'words':
      return typeof value === 'string' && shape.of.includes(value)
    default:
      return false
  }
}
