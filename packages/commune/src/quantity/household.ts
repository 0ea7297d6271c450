/**
 * Amounts as kitchens say them in German, Spanish, French and Italian: spoons, cups, pinches, bunches; a half, one and a half, a dozen.
 *
 * A spoon in these languages is the metric one: 15 ml and 5 ml, stated here and nowhere assumed (units `mtbsp` and `mtsp`, apart from
 * the US ones). A pound that is no `lb` is 500 g. Everything else has no size until somebody says one: a „Tasse“, a «taza» and a
 * „Becher“ are counts, each by its own noun, and so are pinches, cloves, bunches and glasses.
 *
 * Number words that mean something else in English («once», «media») are taken only in front of a measure of their own language, or
 * where the caller says which languages are read.
 */

export type Language = 'de' | 'es' | 'fr' | 'it'

/** Longer than a word: `cuillères à soupe`, `c. à s.`, `cucharada sopera`. The code, and how it is written. */
const phrases: readonly (readonly [code: string, pattern: string])[] = [
  ['mtbsp', 'cuill[eè]re?s?e?s? [aà] soupe|c(?:uil)?\\.? ?[aà] ?s(?:oupe)?\\.?|cucharadas? soperas?|cucchia[io]o? da (?:tavola|minestra)|ess- ?löffel'],
  ['mtsp', 'cuill[eè]re?s?e?s? [aà] (?:caf[eé]|th[eé])|c(?:uil)?\\.? ?[aà] ?c(?:af[eé])?\\.?|cucharad(?:ita|a)s? de (?:t[eé]|caf[eé])|cucchiain[io] da (?:t[eè]|caff[eè])']
]
const phrasePatterns = phrases.map(([code, pattern]) => [code, new RegExp(`^(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu')] as const)

/** The noun that is counted, then the other ways to write it. */
const counts: { readonly [language in Language]: string } = {
  de: `tasse tassen, becher bechern, prise prisen, messerspitze messerspitzen msp, bund bünde bd, zehe zehen, scheibe scheiben,
    dose dosen, glas gläser gläsern, päckchen pck pckg päck, packung packungen pkg, zweig zweige zweigen, stange stangen, stück stücke stücken stk,
    handvoll, schuss, spritzer, tropfen, würfel würfeln, blatt blätter blättern, flasche flaschen, beutel beuteln, tüte tüten,
    knolle knollen, kopf köpfe köpfen, sack säcke säcken, eimer eimern, kiste kisten, korb körbe körben`,
  es: `taza tazas, vaso vasos, pizca pizcas, puñado puñados, diente dientes, manojo manojos, rodaja rodajas, rebanada rebanadas, lata latas,
    bote botes, sobre sobres, paquete paquetes, ramita ramitas, rama ramas, hoja hojas, botella botellas, bolsa bolsas, chorrito, chorro,
    gota gotas, pieza piezas, unidad unidades, loncha lonchas, cabeza cabezas, saco sacos, caja cajas, libra libras`,
  fr: `tasse tasses, verre verres, pincée pincées, poignée poignées, gousse gousses, botte bottes, bouquet bouquets, tranche tranches,
    boîte boîtes, sachet sachets, brin brins, branche branches, feuille feuilles, bouteille bouteilles, pot pots, filet, goutte gouttes,
    pièce pièces, noix, cube cubes, paquet paquets`,
  it: `tazza tazze, tazzina tazzine, bicchiere bicchieri, pizzico pizzichi, manciata manciate, spicchio spicchi, mazzo mazzi, mazzetto mazzetti,
    fetta fette, scatola scatole, bustina bustine, busta buste, rametto rametti, ramo rami, foglia foglie, bottiglia bottiglie, vasetto vasetti,
    goccia gocce, pezzo pezzi, pacco pacchi, filo, noce`
}
/** Words that are a count of English too, or a thing more often than a measure of one: not taken from a line that may be English. */
const alsoThings = new Set('pot pots sobre sobres cube cubes noix noce rama ramas filo filet bouquet bouquets sack bd'.split(' '))

interface Noun {
  readonly noun: string
  readonly languages: Language[]
}
const nouns = new Map<string, Noun>()
for (const [language, list] of Object.entries(counts) as [Language, string][]) {
  for (const forms of list.split(',').map((each) => each.trim().split(/\s+/))) {
    for (const form of forms) {
      const known = nouns.get(form)
      if (known) known.languages.push(language)
      else nouns.set(form, { noun: forms[0] as string, languages: [language] })
    }
  }
}

/** The noun that this word counts, as „Tassen“ count `tasse`. */
export const householdNoun = (word: string): string | undefined => nouns.get(word.toLowerCase().normalize('NFC').replace(/\.$/, ''))?.noun

const wordAt = /^[\p{L}]+\.?(?![\p{L}\p{N}]|['’-]\p{L})/u

/** A measure of several words at the start of a text. */
export const phraseAt = (text: string): { code: string; length: number } | undefined => {
  for (const [code, pattern] of phrasePatterns) {
    const found = pattern.exec(text)
    if (found) return { code, length: found[0].length }
  }
  return undefined
}

/** A count of these languages at the start of a text, with something behind it that is counted so. */
export const countAt = (text: string, languages?: readonly Language[]): { code: string; length: number } | undefined => {
  const word = wordAt.exec(text)?.[0]
  const form = word?.toLowerCase().normalize('NFC').replace(/\.$/, '')
  const found = form === undefined ? undefined : nouns.get(form)
  if (!found || form === undefined || word === undefined) return undefined
  if (languages ? !found.languages.some((one) => languages.includes(one)) : alsoThings.has(form)) return undefined
  return /^\s+\p{L}/u.test(text.slice(word.length)) ? { code: `{${found.noun}}`, length: word.length } : undefined
}

/** Measures that only these languages write so, in front of which their number words are taken. */
const measureWords: { readonly [language in Language]: RegExp } = {
  de: /^(?:esslöffel|eßlöffel|teelöffel|el|tl|liter|kilo|kilogramm|gramm|pfund|stunden?|minuten?|meter|deka)(?!\p{L})/iu,
  es: /^(?:cucharad(?:it)?as?|cdt?as?|litros?|kilos?|gramos?|docenas?|horas?|minutos?|metros?)(?!\p{L})/iu,
  fr: /^(?:cuill|c\. ?[aà]|litres?|kilos?|grammes?|douzaines?|heures?|minutes?|mètres?)/iu,
  it: /^(?:cucchia|litr[oi]|chil[oi]|gramm[oi]|ett[oi]|dozzin[ae]|or[ae]|minut[oi]|metr[oi])/iu
}

const small: { readonly [language in Language]: string } = {
  de: 'ein|eine|einen|einem|einer|eines zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  es: 'un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
  fr: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze',
  it: 'un|una|uno due tre quattro cinque sei sette otto nove dieci undici dodici'
}
const parts: { readonly [language in Language]: readonly (readonly [pattern: string, n: bigint, d: bigint])[] } = {
  de: [
    ['ein(?:e[ns]?)? halbe[snr]? dutzend', 6n, 1n],
    ['(?:ein )?dutzend', 12n, 1n],
    ['(?:anderthalb|eineinhalb)e?', 3n, 2n],
    ['zweieinhalb', 5n, 2n],
    ['dreieinhalb', 7n, 2n],
    ['(?:eine?[nmrs]? )?halb(?:e[snrm]?)?', 1n, 2n],
    ['drei ?viertel', 3n, 4n],
    ['(?:eine?[nmrs]? )?viertel', 1n, 4n],
    ['zwei drittel', 2n, 3n],
    ['(?:ein )?drittel', 1n, 3n]
  ],
  es: [
    ['media docena(?: de)?', 6n, 1n],
    ['una docena(?: de)?', 12n, 1n],
    ['medi[ao]', 1n, 2n],
    ['tres cuartos(?: de)?', 3n, 4n],
    ['un cuarto(?: de)?', 1n, 4n],
    ['dos tercios(?: de)?', 2n, 3n],
    ['un tercio(?: de)?', 1n, 3n]
  ],
  fr: [
    ["une demi[- ]douzaine(?: de| d['’])?", 6n, 1n],
    ["une douzaine(?: de| d['’])?", 12n, 1n],
    ['(?:une? )?demie?[- ]?', 1n, 2n],
    ['trois quarts(?: de)?', 3n, 4n],
    ['un quart(?: de)?', 1n, 4n],
    ['deux tiers(?: de)?', 2n, 3n],
    ['un tiers(?: de)?', 1n, 3n]
  ],
  it: [
    ['mezza dozzina(?: di)?', 6n, 1n],
    ['una dozzina(?: di)?', 12n, 1n],
    ['mezz[oa]', 1n, 2n],
    ['tre quarti(?: di)?', 3n, 4n],
    ['un quarto(?: di)?', 1n, 4n],
    ['due terzi(?: di)?', 2n, 3n],
    ['un terzo(?: di)?', 1n, 3n]
  ]
}
/** “… and a half”, behind a whole number. */
const andHalf: { readonly [language in Language]: RegExp } = {
  de: /^\s*(?:und|u\.) (?:ein )?halbe?s?(?!\p{L})\s*/iu,
  es: /^\s*y (?:medi[ao]|½|1\/2)(?!\p{L})\s*/iu,
  fr: /^\s*et (?:demie?|½|1\/2)(?!\p{L})\s*/iu,
  it: /^\s*e (?:mezz[oa]|½|1\/2)(?!\p{L})\s*/iu
}

export const allLanguages: readonly Language[] = ['de', 'es', 'fr', 'it']

const compiled = allLanguages.map((language) => ({
  language,
  parts: parts[language].map(([pattern, n, d]) => [new RegExp(`^(?:${pattern})(?!\\p{L})\\s*`, 'iu'), n, d] as const),
  small: new Map(small[language].split(' ').flatMap((forms, at) => forms.split('|').map((form) => [form, BigInt(at + 1)] as const)))
}))

export interface LocalNumber {
  readonly n: bigint
  readonly d: bigint
  readonly rest: string
}

/** Number words at the start of a text, in the languages given, or in whichever has a measure of its own behind them. */
export const localNumber = (text: string, languages?: readonly Language[]): LocalNumber | undefined => {
  if (!/^\p{L}/u.test(text)) return undefined
  for (const one of compiled) {
    if (languages && !languages.includes(one.language)) continue
    const read = numberIn(text, one)
    // A dozen or half a dozen says by itself in which language it is.
    if (read && (languages || read.n >= 6n && /doz|douz|docen|dutz/i.test(text.slice(0, 24)) || isMeasured(read.rest, one.language))) return read
  }
  return undefined
}

function numberIn(text: string, { language, parts: known, small: words }: (typeof compiled)[number]): LocalNumber | undefined {
  for (const [pattern, n, d] of known) {
    const found = pattern.exec(text)
    if (found) return { n, d, rest: text.slice(found[0].length) }
  }
  const word = /^\p{L}+/u.exec(text)?.[0]
  const n = word === undefined ? undefined : words.get(word.toLowerCase().normalize('NFC'))
  if (n === undefined || word === undefined) return undefined
  const rest = text.slice(word.length).trimStart()
  const half = andHalf[language].exec(rest)
  return half ? { n: n * 2n + 1n, d: 2n, rest: rest.slice(half[0].length) } : { n, d: 1n, rest }
}

const isMeasured = (rest: string, language: Language): boolean => {
  const word = wordAt.exec(rest)?.[0]?.toLowerCase().normalize('NFC').replace(/\.$/, '')
  return measureWords[language].test(rest) || (word !== undefined && nouns.get(word)?.languages.includes(language) === true)
}

/** “… and a half” behind digits: «2 y media tazas». */
export const halfBehind = (rest: string): string | undefined => {
  for (const language of allLanguages) {
    const found = andHalf[language].exec(rest)
    if (found) return rest.slice(found[0].length)
  }
  return undefined
}

/** What ties an amount to its thing: `of`, «de», «d’», «di». */
const link = /^\s*(?:of|de|di|del|de la|vom|von)\s+|^\s*d['’]\s*/iu
export const withoutLink = (rest: string): string => rest.replace(link, '').trimStart()
