/** The shortest way to call a point that leads back to it. */
import { quote } from './base.ts'
import type { Features, Language, Named, Role } from './language.ts'
import { isSpelled } from './spelling.ts'
import { type Fits, fold, type Lexicon, type LexiconPoint, type PointUse, type Reference, resolve, tagsFor } from './lexicon.ts'

/** What of a language names are written with. */
export type Caller = Pick<Language, 'nouns' | 'quotes' | 'features' | 'called'>

type ThingReference = Reference & { readonly thing: string }

export interface Called {
  readonly named: Named
  /** What the words around it follow. */
  readonly features: Features
}

/** What a point is called by when nothing here knows it any more: its id. */
export const goneName = (id: string, quotes: readonly [string, string]): Named => ({ thing: quote(id, quotes), isQuoted: true })

/**
 * How a point is called. What it is about goes before its own name, and neither is said where the thing alone is enough; numbers are
 * always called by what they are. With `isQuoted` all names are put in quotes, letter by letter.
 */
export const refer = (
  lexicon: Lexicon,
  use: PointUse,
  point: LexiconPoint,
  language: Caller,
  isQuoted: boolean,
  ...fits: Fits[]
): Called => {
  // What it is about is a word of others: `constructor` is no noun of any language.
  const about = point.about ?? ''
  const noun = use === 'reading' && Object.hasOwn(language.nouns, about) ? language.nouns[about] : undefined
  const text = (name: string): string => (isQuoted ? quote(name, language.quotes) : name)
  const thing: ThingReference = { thing: point.thing }
  const byName: ThingReference = { ...thing, point: { named: point.name } }
  const byNoun: ThingReference | undefined = noun && { ...thing, point: { about: aboutsOf(language, noun.nouns[0] ?? '') } }
  const isNumber = point.shape.is === 'number' && use === 'reading'
  // A thing that is nothing but this one point bears its name.
  const own = fold(point.name) === fold(point.thing) ? thing : undefined
  const short = isNumber ? [byNoun, own, byName] : [thing, byNoun, byName]
  const [whole, named] = [isNumber ? byName : thing, byName]
  const tags = [whole, named].map((reference) => tagsFor(point, resolve(lexicon, use, reference, ...fits)))
  // The least that tells it apart: by its thing, by its own name within that, by its key, by its whole id.
  const tagged = [0, 1, 2].flatMap((kind) =>
    [whole, named].flatMap((reference, index): ThingReference[] => {
      const tag = tags[index]?.[kind]
      return tag === undefined ? [] : [{ ...reference, tag }]
    })
  )
  const ways = [...short, ...tagged]
  for (const reference of ways) {
    if (reference === undefined) continue
    const found = resolve(lexicon, use, reference, ...fits)
    if (found.length === 1 && found[0] === point)
      return called(reference, reference === byNoun ? noun : undefined, text, isQuoted, language)
  }
  return called({ ...byName, tag: point.id.replace(/^\?/, '') }, undefined, text, isQuoted, language)
}

/** What points may be about that go by this noun. */
export const aboutsOf = (language: Caller, noun: string): readonly string[] => {
  return Object.keys(language.nouns).filter((about) => language.nouns[about]?.nouns.some((one) => isSpelled(noun, one)))
}

/** Of what is expected, the words that only stand before a name: names are told with them, so they need not be told alone. */
export const bareLeads = (language: Language, expected: readonly string[]): readonly string[] => {
  if (!expected.some((one) => one === '@act' || one === '@reading' || one === '@pulse')) return []
  const times = [language.lately, language.latelyNever, language.forBreak, language.forCount, language.near]
    .flat()
    .map((form) => form.split(' ')[0])
  return language.leads.split(' ').filter((lead) => expected.includes('@act') || !times.includes(lead))
}

/** The name of a point with that of its thing, in any language. */
export const sayPoint = (
  lexicon: Lexicon,
  point: LexiconPoint,
  language: Caller,
  role: Role = 'plain',
  ...fits: Fits[]
): string => language.called(refer(lexicon, point.use, point, language, false, ...fits).named, role)

function called(
  { thing, point, tag }: ThingReference,
  noun: Named['point'] | undefined,
  text: (name: string) => string,
  isQuoted: boolean,
  language: Caller
): Called {
  const own = noun ?? (point && 'named' in point ? { text: text(point.named), isQuoted } : undefined)
  const named: Named = {
    thing: text(thing),
    isQuoted,
    ...(own !== undefined && { point: own }),
    ...(tag !== undefined && { tag: `#${/^[\p{L}\p{N}_-]+$/u.test(tag) ? tag : quote(tag, language.quotes)}` })
  }
  const features =
    own === undefined
      ? featuresOf(thing, isQuoted, language)
      : 'nouns' in own
        ? own
        : featuresOf(point && 'named' in point ? point.named : '', isQuoted, language)
  return { named, features }
}

/** A quoted name is the title of one thing. */
const featuresOf = (name: string, isQuoted: boolean, language: Caller): Features =>
  isQuoted ? { plural: false } : language.features(name)
