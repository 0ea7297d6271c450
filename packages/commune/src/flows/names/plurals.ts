/**
 * Plurals that can be told from the word alone, in whatever of English, German, Spanish, French and Italian it is: by a list of
 * common things, then by endings. An ending is taken off both the one and the many where that is needed for them to meet
 * (`limón` and `limones` both end up as `limon`), and only where no other thing ends up there too.
 */

const pairs = [
  // English
  'loaf loaves, knife knives, shelf shelves, half halves, leaf leaves, calf calves, hoof hooves, wolf wolves, scarf scarves',
  'potato potatoes, tomato tomatoes, mango mangoes, hero heroes, person people, child children, man men, woman women',
  'mouse mice, goose geese, foot feet, tooth teeth, ox oxen, pea peas, tea teas, bus buses, gas gases, lens lenses, axe axes',
  // German, without marks
  'ei eier, brot brote, pilz pilze, fisch fische, nuss nusse, saft safte, kraut krauter, huhn huhner, kalb kalber',
  'topf topfe, krug kruge, korb korbe, stuhl stuhle, tisch tische, schrank schranke, brett bretter, blatt blatter, glas glaser',
  'fass fasser, rad rader, tuch tucher, handtuch handtucher, buch bucher, bild bilder, licht lichter, kleid kleider, band bander',
  'sack sacke, schlauch schlauche, baum baume, strauch straucher, zweig zweige, stein steine, ring ringe, stift stifte',
  'schuh schuhe, hemd hemden, bett betten, zahn zahne, kamm kamme, pfirsich pfirsiche, keks kekse, sieb siebe, teig teige',
  'paket pakete, stuck stucke, fahrrad fahrrader, werkzeug werkzeuge, messgerat messgerate, gerat gerate, seil seile, rohr rohre',
  'kabel kabel, salat salate, rettich rettiche, kurbis kurbisse, schwamm schwamme, block blocke, balkon balkone',
  // Italian, whose plurals change the last vowel
  'uovo uova, pomodoro pomodori, cipolla cipolle, patata patate, carota carote, mela mele, pera pere, fagiolo fagioli, pisello piselli',
  'fungo funghi, limone limoni, arancia arance, bottiglia bottiglie, coltello coltelli, cucchiaio cucchiai, bicchiere bicchieri',
  'piatto piatti, vite viti, chiodo chiodi, libro libri, sedia sedie, peperone peperoni, melanzana melanzane, zucchina zucchine',
  // Spanish and French that end as few others do
  'nuez nueces, lapiz lapices, raiz raices, pez peces, oeil yeux, cheval chevaux, canal canaux, bocal bocaux'
].flatMap((line) => line.split(', ').map((pair) => pair.split(' ') as [one: string, many: string]))

/** Words that look like the many of something else, and are not. */
const whole = new Set(
  [
    'kuchen pfannkuchen laken leinen linen laden kasten reifen wagen raven ofen backofen garten haken faden braten becken kissen',
    'eisen riemen rahmen besen spaten rechen roggen weizen schinken bogen brunnen knochen streifen tropfen zapfen balken pfosten',
    'posten rasen boden magen rucken schatten morgen regen kragen laufen essen series scissors trousers pants shorts sheep jeans',
    'molasses hummus couscous asparagus cactus citrus compass canvas atlas bass brass glass grass cress swiss oats pyjamas',
    'lens lese linse iris tennis basis anis mais reis eis radis tapis maiz hanf gas ananas gans cosmos pathos'
  ].flatMap((line) => line.split(' '))
)

const known = new Map<string, string>(pairs.map(([one, many]) => [many, one]))
for (const [one] of pairs) known.set(one, one)

/** “Moehren” is “Möhren”; `toe`, `queen` and “Feuer” are what they are. */
const writtenOut = /(?<=^|[^aeq])([aou])e(?=[a-z])/g

/** The one of this word in lower case without marks; `marked` says that it had some. */
export const oneOf = (word: string, marked = false): string => {
  const short = word.replace(writtenOut, '$1')
  const listed = known.get(word) ?? known.get(short) ?? compound(word)
  if (listed !== undefined) return ending(listed.replace(writtenOut, '$1'))
  if (word.length < 4 || (isWhole(word) && !marked)) return ending(short)
  return ending(singular(word, marked).replace(writtenOut, '$1'))
}

/** Off come the endings of the many. */
function singular(word: string, marked: boolean): string {
  if (/[^aeiou]ies$/.test(word) && word.length > 5) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2)
  if (/(?:ss|us|eis)$/.test(word)) return word
  if (word.endsWith('s')) return word.length > 4 || !/[aio]s$/.test(word) ? word.slice(0, -1) : word
  if (/(?:eau|ou)x$/.test(word)) return word.slice(0, -1)
  // German: Zwiebeln, Federn, Leitungen, Flaschen.
  if (/.{3}e[lr]n$/.test(word)) return word.slice(0, -1)
  if (/.{3}(?:ung|heit|keit|schaft|ion)en$/.test(word)) return word.slice(0, -2)
  return /.{2}[^aeiou]en$/.test(word) && (marked || !wholeEnd.test(word)) ? word.slice(0, -1) : word
}

/** Compounds end as their last part does: “Apfelkuchen”, “Bettlaken”, “Dosenmais”. */
const wholeEnd = /(?:kuchen|laken|leinen|kasten|reifen|laden|chen)$/
const partMin = 4
const isWhole = (word: string): boolean => {
  for (let at = 0; at <= word.length - partMin; at++) if (whole.has(word.slice(at))) return at === 0 || at >= partMin
  return whole.has(word)
}

/** “Hühnereier”: what stands before it goes along. */
const compound = (word: string): string | undefined => {
  for (let at = partMin; at <= word.length - partMin; at++) {
    const one = known.get(word.slice(at))
    if (one !== undefined) return word.slice(0, at) + one
  }
  return undefined
}

/** The one and the many of Spanish meet without the e between: limón, limones; tenedor, tenedores; pared, paredes. */
const ending = (word: string): string => {
  if (word.length > 4 && /(?:on|or|ar|al|el|il|ol|ul|ad|ud)e$/.test(word)) return word.slice(0, -1)
  return /.{3}ce$/.test(word) ? `${word.slice(0, -2)}z` : word
}
