/** German, whole. What is so stands in a clause of its own, with the verb at its end; after “sonst” the verb comes first. */
import { type Heard, ways } from '../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../language.ts'
import { numeralsOf } from '../numerals.ts'

type Gender = 'm' | 'f' | 'n'
const noun = (gender: Gender, joins: 'at' | 'of', ...nouns: string[]): Noun => ({ nouns, joins, plural: false, gender })

/** Ends of names by which their gender is known: the last part of a compound decides. */
const ends: Readonly<Record<Gender | 'plural', string>> = {
  m: [
    'sensor melder zähler schalter taster motor ofen kessel speicher tank raum keller boden garten hof',
    'weg ventilator lüfter rollladen vorhang herd kühlschrank trockner akku zaun knopf regler kontakt',
    'fühler messer strom druck stand wert pegel teich brunnen baum kasten eimer wagen'
  ].join(' '),
  f: [
    'lampe leuchte pumpe heizung tür klingel sirene anlage maschine batterie steckdose tonne zisterne',
    'jalousie markise garage küche werkstatt treppe station kamera uhr wanne ampel waage wand therme',
    'temperatur feuchte leistung spannung spülmaschine waschmaschine klappe luke birne kette leiste',
    'helligkeit bewegung'
  ].join(' '),
  n: [
    'licht ohr auge fenster ventil tor thermometer hygrometer barometer schloss rollo haus zimmer bad',
    'dach beet wasser gas relais radio display schild gerät becken fass feld netz gitter thermostat modul'
  ].join(' '),
  plural: [
    'lampen leuchten lichter pumpen türen sensoren melder_ ventile jalousien steckdosen heizungen',
    'schalter_ uhren ketten'
  ].join(' ')
}

const before = /^(?:im|am|in|an|bei|beim|vor|hinter|neben|unter|über|auf|zum|zur|zu|von|vom|der|des|aus|nach|mit|für)$/i

const features = (name: string): Features => {
  const words = name.split(' ')
  const split = words.findIndex((word, index) => index > 0 && (before.test(word) || /^\d+$/.test(word) || /^\p{Lu}$/u.test(word)))
  const head = split < 0 ? words : words.slice(0, split)
  const [only = ''] = head
  // Words before the noun would have to bend with it, and nobody knows how.
  if (head.length !== 1 || !/^\p{Lu}/u.test(only)) return { plural: false }
  const small = only.toLowerCase()
  const found = (Object.keys(ends) as (keyof typeof ends)[]).flatMap((key) =>
    ends[key].split(' ').flatMap((end) => (small.endsWith(end) ? [[key, end.length] as const] : []))
  )
  const [best] = found.toSorted(([, a], [, b]) => b - a)
  if (best === undefined) return { plural: false }
  return best[0] === 'plural' ? { plural: true } : { plural: false, gender: best[0] }
}

/** Article and what melts with it: who, at whom, of whom. */
const articles: Readonly<Record<Gender | 'plural', readonly [plain: string, near: string, of: string]>> = {
  m: ['der', 'beim', 'vom'],
  f: ['die', 'bei der', 'von der'],
  n: ['das', 'beim', 'vom'],
  plural: ['die', 'bei den', 'von den']
}

const roleAt = (role: Role): 0 | 1 | 2 => (role === 'plain' ? 0 : role === 'near' ? 1 : 2)

const phrase = (text: string, isQuoted: boolean, role: Role, known: Features): string => {
  const key = known.plural ? 'plural' : known.gender
  // In the dative a plural ends with n; one that does not stays as its title.
  const isTitle = isQuoted || key === undefined || (key === 'plural' && role !== 'plain' && !/[ns]$/.test(text))
  if (!isTitle) return `${articles[key][roleAt(role)]} ${text}`
  const title = isQuoted ? text : `„${text.replaceAll('“', '““').replaceAll('”', '””')}“`
  return role === 'plain' ? title : `${role === 'near' ? 'bei' : 'von'} ${title}`
}

const called = ({ thing, isQuoted, point, tag }: Named, role: Role): string => {
  const own = isQuoted ? { plural: false } : features(thing)
  const whole = (as: Role): string => phrase(thing, isQuoted, as, own) + (tag === undefined ? '' : ` ${tag}`)
  if (point === undefined) return whole(role)
  if ('nouns' in point)
    return `${phrase(point.nouns[0] ?? '', false, role, point)} ${whole(point.joins === 'at' ? 'near' : 'of')}`
  return `${phrase(point.text, point.isQuoted, role, point.isQuoted ? { plural: false } : features(point.text))} ${whole('of')}`
}

const ones =
  'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn ' +
  'neunzehn'
const tens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'

/** Numbers, times and parts of a whole as German says them. */
const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
  spans: { 'eine halbe Stunde': 1_800_000, 'einer halben Stunde': 1_800_000, 'eine Viertelstunde': 900_000,
    'einer Viertelstunde': 900_000, 'eine viertel Stunde': 900_000,
    'eine Dreiviertelstunde': 2_700_000, 'anderthalb Stunden': 5_400_000, 'eineinhalb Stunden': 5_400_000,
      'eine halbe Minute': 30_000, 'anderthalb Minuten': 90_000, 'eineinhalb Minuten': 90_000,
    'eine Stunde': 3_600_000, 'einer Stunde': 3_600_000, Stunde: 3_600_000, 'eine Minute': 60_000, 'einer Minute': 60_000,
      Minute: 60_000,
      'einen Tag': 86_400_000, 'einem Tag': 86_400_000 },
  numerals: numeralsOf(ones, tens, (ten, one) => [`${one}und${ten}`, `${one} und ${ten}`], { hundert: 100, einhundert: 100,
    zweihundert: 200, dreihundert: 300, fünfhundert: 500, tausend: 1_000, eintausend: 1_000, zweitausend: 2_000, null: 0 }),
  shares: { halb: 50, halber: 50, 'halb voll': 50, halbvoll: 50, 'die Hälfte': 50, 'der Hälfte': 50, Hälfte: 50,
    'ein Viertel': 25, 'einem Viertel': 25, 'ein Viertel voll': 25, 'zu einem Viertel voll': 25, viertel: 25,
      'drei Viertel': 75, 'drei Viertel voll': 75, dreiviertel: 75, 'volle Helligkeit': 100, 'volle Kraft': 100,
        'halbe Kraft': 50, 'halbe Helligkeit': 50 },
  past: '',
  full: 'Wasser|voll|gefüllt|geladen|Helligkeit|Leistung'
}

const no = 'nicht|nie|niemals'
const us = 'uns|mir|mich|allen|alle'
/** Verbs that come apart, as they are told, named, put behind “zu”, and done. */
const turn = 'schalte|schalt|mache|mach|stelle|stell|dreh|drehe|knips|knipse'
const turnYou = 'schalten|machen|stellen|drehen'
const onInf =
  'einschalten|anschalten|anmachen|aufmachen|anstellen|andrehen|aufdrehen|anlassen|starten|aktivieren|' +
  'öffnen|anknipsen|laufen_lassen|brennen_lassen|leuchten_lassen|angehen_lassen|läuten_lassen|läuten|' +
  'in_Gang_setzen|in_Betrieb_nehmen'
const onTo =
  'einzuschalten|anzuschalten|anzumachen|aufzumachen|anzustellen|anzudrehen|aufzudrehen|anzulassen|' +
  'zu_starten|zu_aktivieren|zu_öffnen|laufen_zu_lassen|zu_läuten'
const onDone = 'eingeschaltet|angeschaltet|angemacht|aufgemacht|angestellt|aufgedreht|gestartet|aktiviert|geöffnet'
const offInf =
  'ausschalten|abschalten|ausmachen|zumachen|abstellen|abdrehen|zudrehen|auslassen|stoppen|schließen|' +
  'anhalten|deaktivieren|ausgehen_lassen'
const offTo =
  'auszuschalten|abzuschalten|auszumachen|zuzumachen|abzustellen|abzudrehen|zuzudrehen|auszulassen|' +
  'zu_stoppen|zu_schließen|anzuhalten'
const offDone = 'ausgeschaltet|abgeschaltet|ausgemacht|zugemacht|abgestellt|zugedreht|gestoppt|geschlossen|angehalten'
/** What a thing does by itself. */
const goesOn =
  'läuft|laufen|angeht|angehen|an_ist|an_sind|an_bleibt|leuchtet|brennt|läutet|klingelt|aufgeht|offen_ist|heizt|anspringt'
const goesOff = 'ausgeht|ausgehen|aus_ist|aus_sind|aus_bleibt|stoppt|zugeht|zu_ist|geschlossen_ist|schweigt'
const dims =
  'dimme|dimm|stelle|stell|schalte|schalt|drehe|dreh|regle|setze|setz|halte|lass|fahre|öffne|mach|mache|senke|bring'
const dimInf =
  'dimmen|stellen|setzen|regeln|drehen|schalten|halten|herunterdrehen|runterdrehen|hochdrehen|aufdrehen|' +
  'herunterdimmen|runterdimmen|herunterfahren|absenken|lassen'

/** How people ask for something in German. */
const asks: Pick<Heard, 'please' | 'openers' | 'lone' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
  please: 'bitte|danke|gern|gerne',
  openers: ways(
    'bitte|also|jetzt|so|nur / könntest|kannst|würdest|willst|magst|könntet|könnt du|ihr ?bitte|mir|uns',
    'könnten|können|würden|wollen sie ?bitte / sei|seien sie? so lieb|nett|gut ?und',
    'wären|wärst|wäre sie|du ?bitte so lieb|nett|gut|freundlich ?und würden|würdest ?bitte',
    'wären|wärst|wäre sie|du ?bitte so lieb|nett|gut|freundlich ,? ?und',
    'du sollst|solltest|musst|kannst / man soll|sollte|muss|kann / sie sollen|sollten|mögen',
    'ich|wir hätte|hätten gern|gerne ,? ?dass',
    'ich|wir möchte|möchten|will|wollen|wünsche|wünschen|brauche|brauchen|mag ?mir|uns ,? ?dass',
    'sorg|sorge|sorgt|sorgen sie? dafür ,? dass / achte|achtet|achten sie? ?bitte darauf ,? dass',
    'stell|stelle|stellen sie? sicher ,? dass / schau|schaut|pass|sieh ?zu|auf ,? dass',
    'mach|mache ,? dass / es soll so sein ,? dass / ich|wir bitte|bitten sie|dich|euch|darum ,?',
    'hallo|hey|hi|he|ok|okay HOUSE?'
  ),
  lone: {
    on: ways(`an|ein|einschalten|anmachen|anschalten / ${turn} sie|ihn|es|das AT? an|ein|auf / öffne|starte sie|ihn|es`),
    off: ways(`aus|ausschalten|ausmachen|abschalten / ${turn} sie|ihn|es|das AT? aus|ab|zu / stoppe|schließe sie|ihn|es`)
  },
  modals: {
    yes: 'soll|sollen|sollte|sollten|darf|dürfen|muss|müssen|kann|können|möge|mögen|wird|würde',
    not:

  'soll_nicht|sollen_nicht|sollte_nicht|darf_nicht|dürfen_nicht|muss_nicht|kann_nicht|soll_nie|' +
  'darf_nie|soll_niemals|darf_niemals'
  },
  works: {
    on: ways(
      'laufen|angehen|leuchten|brennen|läuten|klingeln|aufgehen|heizen|starten|anspringen|scheinen',
      `an|auf|ein|offen|eingeschaltet|in_Betrieb sein|bleiben / ${onDone} werden|sein|bleiben`),
    off: ways(
      'ausgehen|stoppen|zugehen|schweigen|stillstehen|stehen',
      `aus|zu|geschlossen|ausgeschaltet|dunkel|abgeschaltet sein|bleiben / ${offDone} werden|sein|bleiben`),
    number: ways(
      'auf|mit|bei AMOUNT leuchten|sein|stehen|laufen|brennen|bleiben|gehen|scheinen|gestellt_werden|' +
      'gedimmt_werden|gesetzt_werden|heizen')
  },
  not: ['nicht INNER'],
  nay: 'ist_nicht|sind_nicht|nicht_mehr|nicht_länger',
  asks: {
    onAt: ways(
      `${turn} ADV? ACTOR ADV? AT ein|an|auf / ${turnYou} sie ?bitte ACTOR AT ein|an|auf / ACTOR AT ?bitte ${onInf}`),
    offAt: ways(
      `${turn} ADV? ACTOR ADV? AT aus|ab|zu / ${turnYou} sie ?bitte ACTOR AT aus|ab|zu / ACTOR AT ?bitte ${offInf}`),
    on: ways(
      `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte ein|an|auf`,
      `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte ein|an|auf`,
      'lassen|halten sie ?bitte ADV? ACTOR ADV? an|ein|laufen|offen|eingeschaltet',
      'öffnen|starten|aktivieren|läuten sie ?bitte ACTOR',
      'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte an|ein|laufen|offen|eingeschaltet|läuten|klingeln|' +
      'leuchten|brennen|angehen|aufgehen|heizen',
      'starte|aktiviere|läute|drücke|öffne|klingle|nutze|benutze ADV? ACTOR',
      'setz|setze ACTOR in Gang|Betrieb / bring ACTOR zum Laufen|Läuten|Leuchten',
      `ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${onInf} / ADV? ACTOR ADV? ?bitte|nur ${onTo}`,
      `schalte|schalt|mache|mach|stelle|lass|drehe|dreh ACTOR ${no} aus|ab`,
      `stoppe|schließe|schliesse ACTOR ${no} / ACTOR ${no} ${offInf} / ACTOR ${no} ${offTo}`,
      `UNTIL heizen / ACTOR ADV? UNTIL ${onInf} / ${turn} ACTOR UNTIL ein|an|auf / lass|lasst ACTOR UNTIL an|laufen|offen|leuchten`,
      'heize|heiz|heizt HEATED / heize|heiz|heizen|heizt / lass es heizen / könnte|könnten ACTOR ADV? ?bitte WORKS',
      'es? wär|wäre|wärs schön|gut|nett ,? wenn ACTOR ADV? anginge|liefe|leuchtete|brennte|an_wäre|angehen_würde'
    ),
    off: ways(
      `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte aus|ab|zu`,
      `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte aus|ab|zu`,
      'lassen|halten sie ?bitte ADV? ACTOR ADV? aus|zu|geschlossen|ausgeschaltet',
      'schließen|stoppen sie ?bitte ACTOR',
      'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte aus|zu|geschlossen|ausgeschaltet|ausgehen|stehen',
      'stoppe|stopp|schließe|schließ|schliesse|deaktiviere ADV? ACTOR',
      `ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${offInf} / ADV? ACTOR ADV? ?bitte|nur ${offTo}`,
      `schalte|mache|mach|stelle|stell|lass|lasse|lasst ADV? ACTOR ADV? ${no} ein|an|laufen|läuten|` +
      'angehen',
      `öffne|starte ACTOR ${no} / ADV? ACTOR ADV? ${no} ${onInf} / ACTOR ${no} ${onTo}`,
      `${no} heizen|heize|heizt / heize|heiz|heizt|heizen ${no}`,
      'könnte|könnten ACTOR ADV? ?bitte ENDS / könnte|könnten ?bitte ACTOR ADV? ENDS',
      'es? wär|wäre|wärs schön|gut|nett ,? wenn ACTOR ADV? ausginge|aus_wäre|ausgehen_würde',
      `wollen|will wir|ich ACTOR ${no} ?an|laufen|ein ?haben|lassen / keine|kein|keinen ACTOR`
    ),
    number: ways(
      `${dims} ADV? ACTOR ADV? ?bitte auf|mit AMOUNT ein|an|hoch|herauf|herunter|runter|hinunter|` +
      'herab|ab|leuchten|laufen',
      `${dims} ADV? ACTOR ADV? ?bitte bei AMOUNT leuchten|laufen`,
      `${dims} ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT`,
      'dimmen|stellen|drehen|setzen|schalten|regeln sie ?bitte ADV? ACTOR ADV? auf|mit|bei AMOUNT ' +
      '?herunter|hoch|runter|ein',
      `ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT ${dimInf}`,
      'ADV? ACTOR ADV? auf|mit|bei AMOUNT zu_dimmen|zu_stellen|zu_setzen|zu_drehen|einzustellen'
    ),
    tell: ways(
      `sag|sage|sagt|sagen sie? ?bitte ${us} ?Bescheid WORDS?`, 'sag|sage|sagt|sagen sie? ?bitte Bescheid WORDS?',
      `gib|gebt|geben sie? ?bitte ${us} Bescheid WORDS? / gib Bescheid WORDS?`,
      `melde|warne|warn|benachrichtige|informiere|erinnere ${us} WORDS?`,
      `benachrichtigen|informieren|warnen sie ${us} WORDS? / melde|sag|sage|sende|schicke WORDS`,
      `sende|schicke|schick ${us} ?die|eine ?Nachricht WORDS?`,
      'sende|schicke|schick die|eine Nachricht WORDS? / ?die Nachricht|Warnung|Meldung|Hinweis WORDS',
      `${us} Bescheid WORDS? sagen|geben / Bescheid sagen|geben / ${us} WORDS? warnen|benachrichtigen|informieren|melden`
    )
  },
  deeds: {
    onAt: ways('AT an|ein|auf|einschalten / geht|gehen * AT an / MODAL * AT WORKS / AT angeht|anspringt'),
    offAt: ways('AT aus|zu|ab|stopp|stop|stoppen / geht|gehen * AT aus|zu / MODAL * AT ENDS / AT ausgeht|stoppt'),
    on: ways(
      'ADV? UNTIL an|ein|auf|laufen|offen',
      `ADV? ?nur ${goesOn} / ADV? ${onDone} ist|wird|bleibt|sind|werden`,
      'ADV? WORKS soll|sollen|muss|darf / ADV? an / ADV? ein / ADV? auf / läuten / geht|gehen * ADV? an',
      `geht|gehen * an / wird|werden * ${onDone} / läutet|läuten|klingelt|klingeln|brennt|brennen *`,
      'MODAL * ADV? ?bitte|auch|nur WORKS / MODAL * nur ADV WORKS / bleibt|bleiben|ist|sind * ADV? ?nur an|ein|offen',
      `ist|sind * ${onTo}`),
    off: ways(
      `ADV? ?nur ${goesOff} / ADV? ${offDone} ist|wird|bleibt|sind|werden`,
      `ADV? ENDS soll|sollen|muss|darf / ADV? ${no} ${goesOn} / ${no} ${onDone} ist|wird / ADV? aus`,
      `ADV? zu / kann|können aus / geht|gehen * ADV? aus|zu / wird|werden|ist|sind * ${offDone}`,
      `ist|sind * ${offTo} / MODAL * ADV? ${no} WORKS / MODAL * ADV? ?bitte|auch ENDS`,
      'bleibt|bleiben|ist|sind * ADV? aus|zu',
      `braucht|brauchen * ${no} zu laufen|leuchten|läuten|brennen`,
      `braucht|brauchen * ${no} an_zu_sein|anzugehen|laufen`,
      `läuft|geht|leuchtet|läutet|brennt * ${no} ?an`
    ),
    number: ways(
      'ADV? auf|mit|bei AMOUNT leuchtet|ist|steht|läuft|bleibt',
      'ADV? auf|mit|bei AMOUNT gedimmt|gestellt|gesetzt wird|ist / geht|gehen * ADV? auf AMOUNT',
      'dimmt|dimmen * ADV? auf AMOUNT / ADV? auf|mit|bei AMOUNT / MODAL * ADV? HOLDS / HOWMUCH / ADV? HOWMUCH')
  }
}

/** How much it is too much. */
const much = 'zu|sehr|so|ganz|recht|ziemlich|richtig'

/** What German understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
const heard: Heard = {
  ...asks,
  conjunctions:

  'solange|so_lange|wenn|falls|sobald|während|immer_wenn|wann_immer|jedes_Mal_wenn|jedesmal_wenn|' +
  'nur_wenn|nur_solange|nur_falls|sofern|wenns|wenn’s|wenn\'s|sobalds|bei|mit|ab',
  whole: ways(
    'UNLESS ,? ACT / CONJ CONDS SEP ?dann|so ACT / MOMENT ,? ACT ,? CONJ CONDS',
    'MOMENT ,? CONJ CONDS ,? ?dann|so ACT / MOMENT ACT / ELAPSED ACT / AFTER ,? ACT',
    'CONJ CONDS ,? ?dann|so ACT / VERBFIRST ,? ?dann|so ACT',
    'ONLY SEP? nur_wenn|nur_solange|nur_falls CONDS / ONLY SEP? nur ,? wenn|solange|falls CONDS / ACT SWING',
    'ACT SEP? ?aber ?nur|immer|immer_dann|jedes_Mal|jedesmal ,? ?dann ,? CONJ CONDS / ACT BACK',
    'ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT AFTER / CONDS SEP ?dann ACT / ATFIRST ,? ?dann ACT / ACT AT / ACT'
  ),
  except: ways(
    ',? außer ,? wenn|falls|solange COND / ,? außer COND / ,? es_sei_denn ,? ?dass COND / ,? sofern|wenn nicht COND'),
  back: ways(
    ', ?und ?wieder aus|zu BARE / , ?und ?wieder aus|zu AT / , ?und AT ?wieder aus|zu / und AT ?wieder aus|zu / , ?und BARE ?wieder aus|zu / und BARE ?wieder aus|zu / und schalte|mach|schalt sie|ihn|es BARE ?wieder aus|ab|zu',
    'und ?wieder aus|zu BARE / und BARE ?wieder ausschalten|ausmachen'),
  signs: ways('bei Bewegung'),
  afterSigns: ways('FOR nach der? letzten Bewegung'),
  until: ways(',? bis COND / ,? bis ?auf TILLMUCH / auf TILLMUCH / ,? bis es|sie|er TILLMUCH ist|hat|erreicht|erreicht_hat|sind / ,? bis es|sie|er AT ist|liegt'),
  at: ['bei AMOUNT'],
  provided: ways(',? aber|und nur ,? wenn|solange|falls COND / ,? sofern|vorausgesetzt ,? ?dass COND'),
  after: ways(',? nachdem COND'),
  elapsed: ['nach DURATION'],
  moments: {
    dark: ways(
      '?nur nachts / ?nur in|während der Nacht / ?nur bei Nacht|Dunkelheit / ?nur im Dunkeln|Dunklen',
      '?nur von|ab der? Abenddämmerung bis zur|zum Morgendämmerung|Morgen / ?nur von Abend bis Morgen',
      '?nur vom Abend bis zum Morgen / ?nur nach|bei Einbruch der Dunkelheit / ?nur die ganze? Nacht über|lang|hindurch|durch'),
    down: ways('?nur von|ab Sonnenuntergang bis ?zum Sonnenaufgang / ?nur nach|ab Sonnenuntergang'),
    up: ways(
      '?nur tagsüber / ?nur untertags / ?nur am Tag|Tage / ?nur bei Tag|Tageslicht|Helligkeit',
      '?nur nach|ab Sonnenaufgang / ?nur den ganzen? Tag über|lang')
  },
  states: {
    dark: ways(
      'es|draußen NOT? Nacht|nacht ist|wird / es|draußen NOT? dunkel wird|ist / es dunkel geworden ist',
      'es ist|wird NOT? dunkel|Nacht / NOT? dunkel|Nacht ?ist|wird'),
    down: ways('die? Sonne untergeht|untergegangen_ist|unten_ist|unten|weg_ist'),
    up: ways(
      'es|draußen NOT? ?mehr hell|Tag|taghell ist|wird / es hell geworden ist',
      'es ist|wird NOT? ?mehr hell|Tag / die? Sonne aufgeht|aufgegangen_ist|oben_ist|oben|scheint|da_ist',
      'NOT? hell|Tag|taghell ?ist|wird')
  },
  lasts: ways('für DURATION / DURATION lang / DURATION / jedes_Mal|jedesmal|je|jeweils für? DURATION'),
  leasts: ways('für mindestens|wenigstens DURATION / mindestens|wenigstens DURATION lang? / für mindestens DURATION'),
  ago: ['in DURATION'],
  bare: ways(
    '> DURATION',
    'DURATION lang? / länger als DURATION / mehr als DURATION / für DURATION',
    'seit mehr|länger als DURATION / mindestens DURATION lang? / schon DURATION lang?'),
  simple: ways(
    'SUBJ FOR NOT? PRED VERB / FOR SUBJ NOT? PRED VERB / SUBJ VERB FOR NOT? PRED',
    'SUBJ FORTIME? NOT? PRED bleibt|bleiben|wird|werden|geblieben_ist|gewesen_ist|gelassen_wird|steht',
    'FORTIME SUBJ NOT? PRED bleibt|war|gewesen_ist / SUBJ VERB TIME? NOT? PRED'
  ),
  numbers: {
    below: ways('weniger als AMOUNT SUBJ ist|sind|hat|bleibt|bleiben / weniger als AMOUNT im|in SUBJ'),
    'at-most': ways(
    'nur_noch AMOUNT im|in SUBJ ist|sind|hat|bleibt|bleiben ?übrig / im|in SUBJ nur_noch AMOUNT ist|sind|hat|bleibt|bleiben ?übrig',
    'SUBJ auf AMOUNT fällt|sinkt|gefallen_ist|gesunken_ist|ist|fallen / SUBJ nur_noch AMOUNT hat|ist|sind|übrig_hat'),
    above: ways(
      'SUBJ AMOUNT überschreitet|übersteigt|überschreiten|überschritten_hat|übertrifft',
      'mehr als AMOUNT SUBJ ist|sind|hat / mehr als AMOUNT im|in SUBJ'),
    'at-least': ways('SUBJ AMOUNT erreicht|erreichen|erreicht_hat / SUBJ auf AMOUNT steigt|gestiegen_ist|kommt'),
    is: ways('SUBJ = AMOUNT')
  },
  compare: {
    below: ways(
      '< AMOUNT / weniger|geringer|kleiner wie AMOUNT',
      'kälter|kühler|trockener|leerer|dunkler|geringer|schwächer als|wie AMOUNT / nicht mal AMOUNT'),
    'at-most': ways(
      '<=|≤ AMOUNT / bis zu AMOUNT / nicht mehr|höher als AMOUNT / nicht über AMOUNT',
      'AMOUNT oder weniger|darunter|kälter / nur noch AMOUNT / höchstens auf AMOUNT'),
    above: ways('> AMOUNT / mehr|höher|größer wie AMOUNT / wärmer|heißer|feuchter|voller|heller|stärker als|wie AMOUNT'),
    'at-least': ways(
      '>=|≥ AMOUNT / wenigstens AMOUNT / nicht weniger|niedriger als AMOUNT / nicht unter AMOUNT',
      'AMOUNT oder mehr|darüber|wärmer|höher / ab AMOUNT'),
    is: ways('= AMOUNT / exakt ?bei AMOUNT')
  },
  simplyIs: [],
  plainly: { 'at-least': 'mindestens AMOUNT', 'at-most': 'höchstens AMOUNT', is: 'genau AMOUNT' },
  terse: {
    number: ways(
      'FORTIME? SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|geht|gehen|bleibt|bleiben|kommt|' +
      'kommen|steigt|steigen|klettert|klettern|gefallen_ist|gesunken_ist|gestiegen_ist|geklettert_ist|' +
      'gegangen_ist|gekommen_ist|wird|werden|ist|sind|war|waren|gewesen_ist|liegt|liegen|lag|zeigt|hat|' +
      'haben|hatte|gehabt_hat|enthält|fasst|drin_ist|drin_sind|beträgt|betragen|misst',
      'FORTIME? SUBJ FORTIME? NOT? PRED verbraucht|verbrauchen|braucht|brauchen|zieht|ziehen|liefert|' +
      'nutzt|erzeugt|gezogen_hat|verbraucht_hat|gebraucht_hat|gezogen_hat|benötigt|frisst',
      'SUBJ ist|liegt|fällt|sinkt|steigt|geht|hat|zieht|verbraucht|braucht|war FORTIME? NOT? PRED',
      'FORTIME? SUBJ FORTIME? PRED'
    ),
    truth: ways('SUBJ NOT? PRED FORTIME? / SUBJ FORTIME NOT? PRED')
  },
  verbFirst: {
    number: ways('ist|sind|liegt|fällt|sinkt|steigt|hat|zieht|verbraucht|braucht SUBJ FORTIME? NOT? PRED'),
    truth: ways('ist|sind|steht|stehen|bleibt SUBJ FORTIME? NOT? PRED / ist|sind SUBJ NOT? FORTIME? PRED'),
    both: ways('ist|sind|steht|stehen ?sowohl SUBJ und|als_auch SUBJ NOT? PRED'),
    opens: ways('geht|gehen SUBJ auf / öffnet sich SUBJ / öffnet PERSON WHAT'),
    closes: ways('geht|gehen SUBJ zu / schließt sich SUBJ'),
    passes: ways('geht|kommt|läuft PERSON NEAR? vorbei|vorüber / bewegt sich PERSON'),
    dark: ways('ist|wird es dunkel|Nacht')
  },
  between: ways(
    'SUBJ zwischen LOW und HIGH ?hat|haben|bleibt|bleiben|steht',
    'SUBJ mindestens LOW und höchstens HIGH VERB / SUBJ mindestens LOW und höchstens HIGH hat|haben',
    'SUBJ VERB zwischen LOW und HIGH / SUBJ von LOW bis HIGH ist|hat|geht|reicht|liegt'
  ),
  counted: ways(
    'SUBJ SPAN USED verbraucht|gebraucht hat / SUBJ SPAN USED verbraucht|braucht',
    'SPAN USED verbraucht|gebraucht wurde|wurden|worden_ist|worden_sind',
    'SPAN SUBJ USED verbraucht|gebraucht hat / wir|sie|man SPAN USED verbraucht|gebraucht haben|hat / USED SPAN / SPAN USED durchlaufen|durchfließen|fließen|durchgelaufen_sind / USED SPAN verbraucht|gebraucht wurde|wurden'),
  per: ways('pro|je|in_der|am|im|in_einem|in_einer|an_einem|jeden|jede EACH'),
  perAlone: ['pro|je|in_der|in_einem|in_einer EACH'],
  each: {
    uses: ways(
      'wir|sie|man USED PER verbrauchen|brauchen|nutzen|verbraucht|braucht|verbraucht_haben|gebraucht_haben',
      'wir|sie|man PER USED verbrauchen|brauchen|nutzen|verbraucht|braucht|verbraucht_haben|gebraucht_haben',
      'USED PER verbraucht|gebraucht wird|werden|wurde|wurden / PER USED verbraucht|gebraucht wird|werden|wurde|wurden',
      'USED PERALONE / SUBJ USED PER verbraucht|braucht|nutzt / SUBJ PER USED verbraucht|braucht|nutzt'),
    loses: ways('SUBJ USED PER verliert|verlieren / SUBJ PER USED verliert|verlieren / SUBJ um USED PER fällt|sinkt')
  },
  using: ways(
    'FORTIME? SUBJ FORTIME? NOT? PRED verbraucht|verbrauchen|braucht|brauchen|zieht|ziehen|nutzt|gezogen_hat|' +
    'verbraucht_hat|gebraucht_hat|benötigt|frisst',
    'wir|sie|man FORTIME? PRED verbrauchen|brauchen|nutzen|verbraucht|braucht|verbraucht_haben|gebraucht_haben / PRED verbraucht|gebraucht wird|werden|wurde|wurden'),
  averaged: ways(
    'SUBJ in|während|über der|den|die letzten|letzte DURATION im Mittel|Schnitt|Durchschnitt PRED liegt|lag|ist|war',
    'SUBJ im Mittel|Schnitt|Durchschnitt in|während|über der|den|die letzten|letzte DURATION PRED liegt|lag|ist|war'),
  staying: ways(
    'SUBJ PRED steigt|fällt|sinkt|geht|klettert|kommt ,? und FORTIME so|dort bleibt',
    'SUBJ PRED steigt|fällt|sinkt|geht|klettert|kommt ,? und so|dort FORTIME bleibt'),
  swing: ways('ab|bei A ,? ?und ?wieder aus ab|bei|unter|über B / ab|bei A ,? ?und bei|unter|ab|über B ?wieder aus'),
  vague: [
    {
      about: 'temperature',
      how: 'below',
      says: ways(
        'es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig kalt|kühl|eiskalt ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig kalt|kühl|eiskalt / kalt|kühl|eiskalt / es friert',
        `SUBJ ?${much} kalt|kühl ist|wird|war / SUBJ ist|wird ?${much} kalt|kühl / SUBJ ${much} kalt|kühl`)
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways('es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig warm|heiß ist|wird|war / es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig warm|heiß / warm|heiß',
        `SUBJ ?${much} warm|heiß ist|wird|war / SUBJ ist|wird ?${much} warm|heiß / SUBJ ${much} warm|heiß`)
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig feucht|schwül ist|wird|war / es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig feucht|schwül / feucht|schwül',
        `SUBJ ?${much} feucht|schwül ist|wird|war / SUBJ ist|wird ?${much} feucht|schwül`)
    },
    {
      about: 'moisture',
      how: 'below',
      says: ways(
        'der|die Boden|Erde MUCH ist|wird|hat / Boden|Erde MUCH / es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig trocken ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig trocken / trocken / der|die Boden|Erde ?zu|sehr trocken ist|wird')
    },
    {
      about: 'moisture',
      how: 'above',
      says: ways(
        'es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig nass ist|wird|war / es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig nass / nass',
        'der|die Boden|Erde ?zu|sehr nass ist|wird')
    },
    {
      about: 'carbon_dioxide',
      how: 'above',
      says: ways(
        'die? Luft schlecht|verbraucht|stickig ist|wird / es PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig stickig ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so|ganz|recht|ziemlich|richtig stickig / stickig', `SUBJ ?${much} stickig ist|wird|war`)
    },
    {
      about: 'illuminance',
      how: 'below',
      says: ways(`es PLACE? ${much} dunkel|finster ist|wird|war / es ist|wird PLACE? ${much} dunkel|finster / SUBJ ${much} dunkel ist|wird`)
    },
    {
      about: 'illuminance',
      how: 'above',
      says: ways(`es PLACE? ${much} hell ist|wird|war / es ist|wird PLACE? ${much} hell / SUBJ ${much} hell ist|wird`)
    },
    {
      about: 'level battery volume_storage',
      how: 'below',
      says: ways(
        `SUBJ ?fast|beinahe|nahezu|bald|${much} leer|niedrig ist|wird|war|sind / SUBJ ist|wird ?fast|beinahe|bald|${much} leer|niedrig`,
        `SUBJ ?fast|beinahe|${much} leer / SUBJ zur Neige geht / SUBJ zu_Ende|leer|aus geht / SUBJ knapp wird`)
    },
    {
      about: 'level battery volume_storage',
      how: 'above',
      says: ways(
        `SUBJ ?fast|beinahe|nahezu|${much} voll ist|wird|war|sind / SUBJ ist|wird ?fast|beinahe|${much} voll / SUBJ ?fast|beinahe|${much} voll`)
    }
  ],
  say: 'also|so|sagen_wir|das_heißt|etwa',
  place: ['im|in|bei|beim|am|an|auf REF'],
  warmth: ways(
    'es PLACE? FORTIME? NOT? PRED ist|wird|hat|war|sind|gewesen_ist',
    'es ist|wird|hat|war PLACE? FORTIME? NOT? PRED / PLACE PRED ist|sind|hat',
    'REACHED erreicht ist|sind|werden|wird|hat / PLACE REACHED sind|ist|erreicht_sind',
    'PLACE? FORTIME? PRED hat|ist|war'
  ),
  shared: {
    both: ways(
      '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED VERB?',
      'sowohl SUBJ als auch SUBJ FORTIME? NOT? PRED VERB?',
      '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|bleibt|' +
      'bleiben|steht|stehen'),
    either: ways(
      '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED VERB?',
      '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|' +
      'bleibt|bleiben|steht|stehen'),
    neither: ways('weder SUBJ noch SUBJ FORTIME? PRED VERB?')
  },
  passes: ways(
    'FORTIME? PERSON FORTIME? NEAR? vorbeigeht|vorbeigehen|vorbeikommen|vorbeilaufen|kommen|vorbeikommt|vorbeiläuft|vorübergeht|da_ist|kommt|' +
    'vorbeigegangen_ist|vorbeigekommen_ist|vorbeigelaufen_ist|da_war|da_gewesen_ist|sich_bewegt|' +
    'auftaucht|hereinkommt|reinkommt|zu_Hause_ist|unterwegs_ist',
    'FORTIME? PERSON FORTIME? NEAR? ist|geht|kommt|war|läuft vorbei|da|vorüber',
    'sich PERSON FORTIME? NEAR? bewegt',
    'FORTIME? ?eine Bewegung FORTIME? NEAR? ist|erkannt_wird|gemeldet_wird|da_ist|an_ist|war|' +
    'festgestellt_wird|gesehen_wird|erkannt_wurde',
    'es Bewegung gibt / es gibt Bewegung / Bewegung NEAR? FORTIME? ?erkannt|da',
    'FORTIME PERSON NEAR? vorbeigegangen_ist|vorbeigekommen_ist|da_ist|da_war / sich etwas|was bewegt'
  ),
  still: ways(
    'FORTIME? keine Bewegung FORTIME? NEAR? ist|erkannt_wird|da_ist|war|erkannt_wurde|da_war|' +
    'gemeldet_wird|gewesen_ist|mehr_ist',
    'es FORTIME? keine Bewegung gibt|gab / Bewegung aus ist / FORTIME? keine Bewegung FORTIME? NEAR?',
    'ohne Bewegung FORTIME? / sich FORTIME? nichts FORTIME? bewegt|bewegt_hat|rührt'),
  turns: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ways(
        'SUBJ WHEN FORTIME? aufgeht|geöffnet_wird|aufgemacht_wird|sich_öffnet',
        'SUBJ FORTIME? NOT? aufgeht|aufgehen|geöffnet_wird|geöffnet_werden|geöffnet_wurde|aufgemacht_wird|' +
        'sich_öffnet|öffnet|aufsteht|offensteht|offen_steht|offen_stehen|aufgegangen_ist|offen_war|' +
        'aufgemacht_wurde',
        'SUBJ geht|gehen auf / PERSON WHAT aufmacht|öffnet|aufgemacht_hat|geöffnet_hat',
        'PERSON WHAT offen|auf lässt|stehen_lässt|gelassen_hat / offener|offenem|offenen SUBJ'),
      no: ways(
        'SUBJ FORTIME? NOT? zugeht|zugehen|geschlossen_wird|zugemacht_wird|sich_schließt|schließt|' +
        'zugegangen_ist|zufällt',
        'SUBJ geht|gehen zu / PERSON WHAT zumacht|schließt / geschlossener|geschlossenem|geschlossenen SUBJ')
    },
    {
      about: 'running moving motor pump',
      yes: ways('SUBJ FORTIME? NOT? läuft|laufen|anläuft|startet|arbeitet|gelaufen_ist|an_ist|pumpt|anspringt'),
      no: ways('SUBJ FORTIME? steht|stillsteht|anhält|stoppt|ausgeht')
    },
    { about: '', yes: ways('SUBJ angeht|angehen|eingeschaltet_wird|eingeschaltet_ist'), no: ways(
      'SUBJ ausgeht|ausgehen|ausgeschaltet_wird') }
  ],
  ...counts,
  endings: ['s', 'es'],
  clock: ways(
    'um|ab|bis|vor HOUR Uhr / um|ab|bis HOUR',
    'um|ab|bis ?halb|viertel|viertel_nach|viertel_vor|dreiviertel TOLD ?Uhr',
    'jeden|jede|jedes|am Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Morgen|Abend|' +
    'Vormittag|Nachmittag|Werktag|Wochenende|Stunde|Woche',
    'jeden Tag',
    'montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|morgens|abends|mittags|täglich|' +
    'wöchentlich|stündlich',
    'um Mitternacht|Mittag'
  )
}

export const german: Language = {
  code: 'de',
  name: 'Deutsch',
  decimalComma: true,
  quotes: ['„', '“'],
  leads: 'der die das den dem des ein eine einer einem einen bei beim von vom an am in im zu zum zur nahe',
  joins: 'bei beim von vom an am in im der des',
  units: {
    '%': 'Prozent',
    lx: 'Lux',
    '°C': 'Grad Grad_Celsius Celsius',
    '°F': 'Grad_Fahrenheit Fahrenheit',
    l: 'Liter Litern',
    W: 'Watt',
    kW: 'Kilowatt',
    kWh: 'Kilowattstunden',
    V: 'Volt',
    A: 'Ampere',
    m: 'Meter Metern',
    mm: 'Millimeter',
    cm: 'Zentimeter Zentimetern',
    d: 'Tage Tagen Tag',
    h: 'Stunden Stunde Std',
    min: 'Minuten Minute',
    s: 'Sekunden Sekunde Sek'
  },
  unitsQuoted: [],
  nouns: {
    illuminance: noun('n', 'at', 'Licht', 'Helligkeit', 'Beleuchtungsstärke'),
    temperature: noun('f', 'at', 'Temperatur'),
    humidity: noun('f', 'at', 'Luftfeuchte', 'Luftfeuchtigkeit', 'Feuchte'),
    moisture: noun('f', 'of', 'Feuchtigkeit', 'Bodenfeuchte'),
    pressure: noun('m', 'at', 'Druck'),
    atmospheric_pressure: noun('m', 'at', 'Luftdruck'),
    carbon_dioxide: noun('n', 'at', 'Kohlendioxid', 'CO2'),
    carbon_monoxide: noun('n', 'at', 'Kohlenmonoxid', 'CO'),
    pm1: noun('m', 'at', 'Feinststaub', 'PM1'),
    pm25: noun('m', 'at', 'Feinstaub', 'PM2,5'),
    pm10: noun('m', 'at', 'Grobstaub', 'PM10'),
    volatile_organic_compounds: noun('f', 'at', 'Ausdünstung', 'VOC'),
    aqi: noun('f', 'at', 'Luftgüte', 'Luftqualität'),
    sound_pressure: noun('f', 'at', 'Lautstärke', 'Lärm'),
    irradiance: noun('f', 'at', 'Sonnenstrahlung', 'Einstrahlung'),
    wind_speed: noun('m', 'at', 'Wind', 'Windgeschwindigkeit'),
    wind_direction: noun('f', 'at', 'Windrichtung'),
    precipitation: noun('m', 'at', 'Regen', 'Niederschlag'),
    precipitation_intensity: noun('f', 'at', 'Regenstärke'),
    level: noun('m', 'of', 'Füllstand', 'Stand', 'Pegel'),
    volume_storage: noun('m', 'of', 'Inhalt'),
    volume: noun('n', 'of', 'Volumen'),
    volume_flow_rate: noun('m', 'of', 'Durchfluss'),
    water: noun('m', 'of', 'Wasserzähler', 'Wasserverbrauch'),
    gas: noun('m', 'of', 'Gaszähler', 'Gasverbrauch'),
    energy: noun('f', 'of', 'Energie'),
    energy_storage: noun('m', 'of', 'Energievorrat'),
    power: noun('f', 'of', 'Leistung', 'Stromverbrauch', 'Verbrauch'),
    voltage: noun('f', 'of', 'Spannung'),
    current: noun('f', 'of', 'Stromstärke', 'Strom'),
    frequency: noun('f', 'of', 'Frequenz'),
    battery: noun('f', 'of', 'Batterie', 'Akku'),
    signal_strength: noun('n', 'of', 'Signal', 'Signalstärke'),
    distance: noun('m', 'of', 'Abstand', 'Entfernung'),
    weight: noun('n', 'of', 'Gewicht'),
    speed: noun('f', 'of', 'Geschwindigkeit'),
    duration: noun('f', 'of', 'Dauer'),
    ph: noun('m', 'of', 'Säurewert', 'pH-Wert'),
    conductivity: noun('f', 'of', 'Leitfähigkeit')
  },
  features,
  variant: (count, { plural, gender }) =>
    count < 4 ? (plural ? 1 : 0) : plural ? 3 : gender === 'm' ? 0 : gender === 'f' ? 1 : 2,
  called,
  fills: { name: 'ein Name', number: 'eine Zahl', unit: 'eine Einheit', words: 'Worte in Anführungszeichen' },
  pronoun: 'er|sie|es|sie',
  pronounSaid: true,

  rule: ['ACT ,? solange|wenn|falls|sobald|während COND', 'solange|wenn|falls|sobald|während COND ,? ?dann TURNED'],
  otherwise: ['sonst ELSE', 'ansonsten ELSE', 'andernfalls ELSE'],
  unsure: ['im Zweifel ELSE', 'wenn unklar ,? ELSE', 'falls unklar ,? ELSE', 'unklar ELSE'],
  least: ways('jedes Mal mindestens DURATION lang / jedes Mal mindestens DURATION / mindestens DURATION lang / mindestens DURATION'),
  rest: ['ruht|ruhen *', 'tut|tun * nichts'],
  stay: ['bleibt|bleiben * ,? wie_er_ist|wie_sie_ist|wie_es_ist|wie_sie_sind', 'bleibt|bleiben * so'],
  press: ['wird|werden * gedrückt'],
  words: ['steht|stehen * auf WORDS', 'wird|werden * auf WORDS gestellt'],
  says: ['sagt|sagen * WORDS', 'meldet|melden * WORDS'],
  deeds: [
    {
      about: 'light lamp brightness illuminance',
      number: ['leuchtet|leuchten * mit AMOUNT', 'scheint|scheinen * mit AMOUNT'],
      yes: ['leuchtet|leuchten *', 'scheint|scheinen *'],
      no: ['bleibt|bleiben * dunkel', 'leuchtet|leuchten * nicht']
    },
    {
      about: 'cover blind shutter shade curtain awning garage garage_door door gate window damper valve water gas',
      number: ['öffnet|öffnen * sich auf AMOUNT', 'öffnet|öffnen * auf AMOUNT'],
      yes: ['öffnet|öffnen * sich', 'öffnet|öffnen *', 'geht|gehen * auf'],
      no: ['schließt|schließen * sich', 'schließt|schließen *', 'schliesst|schliessen * sich', 'schliesst|schliessen *', 'geht|gehen * zu']
    },
    {
      about: 'temperature heating climate heater boiler water_heater',
      number: ['heizt|heizen * auf AMOUNT', 'heizt|heizen * mit AMOUNT'],
      yes: ['heizt|heizen *'],
      no: ['bleibt|bleiben * kalt', 'heizt|heizen * nicht']
    },
    {
      about: 'pump fan motor running vacuum lawn_mower humidifier dehumidifier',
      number: ['läuft|laufen * mit AMOUNT'],
      yes: ['läuft|laufen *'],
      no: ['steht|stehen * still', 'läuft|laufen * nicht']
    },
    {
      about: 'siren sound bell',
      number: ['ertönt|ertönen * mit AMOUNT'],
      yes: ['ertönt|ertönen *', 'tönt|tönen *', 'heult|heulen *'],
      no: ['schweigt|schweigen *']
    },
    { about: 'lock', number: ['verriegelt|verriegeln * mit AMOUNT'], yes: ['ist|sind * verriegelt'], no: ['ist|sind * entriegelt'] },
    {
      about: '',
      number: ['steht|stehen * auf AMOUNT'],
      yes: ['ist|sind * an', 'ist|sind * eingeschaltet'],
      no: ['ist|sind * aus', 'ist|sind * ausgeschaltet']
    }
  ],

  and: ['und', '&', 'aber'],
  or: ['oder'],
  lists: 'sowohl entweder',
  forBreak: ['seit DURATION lückenlos', 'seit mindestens DURATION lückenlos', 'seit mindestens DURATION', 'seit DURATION'],
  forCount: ['seit DURATION auch mit Lücken', 'seit mindestens DURATION auch mit Lücken'],
  lately: ways(
    'in den letzten DURATION einmal / innerhalb der letzten DURATION einmal / innerhalb der letzten DURATION',
    'in den letzten DURATION / in der letzten DURATION'
  ),
  latelyNever: ['in den letzten DURATION'],
  average: ways(
    'im Mittel der letzten DURATION REF / im Schnitt der letzten DURATION REF / im Durchschnitt der letzten DURATION REF',
    'die? mittlere|durchschnittliche REF der letzten DURATION / die? mittlere|durchschnittliche REF über|in DURATION / REF im Mittel|Schnitt|Durchschnitt der letzten DURATION / REF im Mittel|Schnitt|Durchschnitt über DURATION'
  ),
  rate: ['die? Änderung je|pro Stunde in den letzten DURATION REF_OF'],
  used: ['der? Verbrauch je|pro Stunde in den letzten DURATION REF_OF'],
  not: ['es nicht so ist , dass INNER', 'nicht gilt ,? dass INNER'],
  heldThat: ['TIME gilt , dass INNER'],
  withinThat: ['SPAN galt , dass INNER'],
  sinceThat: ['seit FROM , durchgehend gilt , dass INNER'],
  rises: ways(
    'SUBJ über A gestiegen und noch nicht unter B gefallen ist|sind',
    'SUBJ über A steigt|steigen|geht|gehen|kommt|kommen|klettert|klettern ,? bis ?er|sie|es unter B fällt|fallen|sinkt|sinken|geht|gehen'
  ),
  falls: ways(
    'SUBJ unter A gefallen und noch nicht über B gestiegen ist|sind',
    'SUBJ unter A fällt|fallen|sinkt|sinken|geht|gehen|kommt|kommen ,? bis ?er|sie|es über B steigt|steigen|geht|gehen|klettert|klettern'
  ),

  simple: ['SUBJ TIME? NOT? PRED VERB', 'SUBJ NOT? TIME? PRED VERB', 'TIME SUBJ NOT? PRED VERB'],
  between: ['SUBJ TIME? NOT? zwischen LOW und HIGH VERB'],
  notWord: ['nicht'],
  neverWord: ['nie', 'niemals'],
  verbs: {
    be: ['ist|sind', 'ist|sind', 'war|waren', 'steht|stehen', 'stand|standen'],
    lie: ['liegt|liegen', 'liegt|liegen', 'lag|lagen', 'ist|sind', 'war|waren', 'beträgt|betragen', 'betrug|betrugen'],
    stand: ['steht|stehen', 'steht|stehen', 'stand|standen', 'ist|sind', 'war|waren']
  },
  verbOf: { number: 'lie', truth: 'be', words: 'stand', near: 'be', sign: 'be', sun: 'stand', dark: 'be' },
  compare: {
    below: ['unter AMOUNT', 'unterhalb von AMOUNT', 'weniger als AMOUNT', 'kleiner als AMOUNT', 'niedriger als AMOUNT', 'kälter|kühler|trockener|leerer|dunkler als AMOUNT'],
    'at-most': ['höchstens bei AMOUNT', 'höchstens AMOUNT', 'maximal AMOUNT'],
    above: ['über AMOUNT', 'oberhalb von AMOUNT', 'mehr als AMOUNT', 'größer als AMOUNT', 'höher als AMOUNT', 'wärmer|heißer|feuchter|voller|heller als AMOUNT'],
    'at-least': ['mindestens bei AMOUNT', 'mindestens AMOUNT', 'AMOUNT oder mehr'],
    is: ['genau bei AMOUNT', 'genau AMOUNT', 'gleich AMOUNT']
  },
  heads: [ends.m, ends.f, ends.n].flatMap((all) => all.split(' ')),
  simplyIs: ['bei AMOUNT', 'AMOUNT'],
  truths: [
    { about: 'door window opening garage_door cover valve gate', yes: ['offen', 'geöffnet', 'auf'], no: ['geschlossen', 'zu'] },
    { about: 'moisture water rain', yes: ['nass', 'feucht'], no: ['trocken'] },
    { about: 'lock', yes: ['entriegelt'], no: ['verriegelt'] },
    { about: 'running moving motor pump', yes: ['in Betrieb'], no: ['in Ruhe'] },
    { about: 'connectivity', yes: ['verbunden'], no: ['getrennt'] },
    { about: 'plug', yes: ['eingesteckt'], no: ['ausgesteckt'] },
    { about: 'battery', yes: ['leer', 'schwach'], no: ['voll'] },
    { about: 'battery_charging', yes: ['am Laden'], no: ['vom Netz'] },
    { about: 'light', yes: ['hell'], no: ['unbeleuchtet'] },
    { about: 'heat', yes: ['heiß'], no: ['kühl'] },
    { about: 'cold', yes: ['kalt'], no: ['warm'] },
    { about: 'smoke gas carbon_monoxide safety tamper problem', yes: ['in Alarm', 'gestört'], no: ['ruhig', 'in Ordnung'] },
    { about: '', yes: ['an', 'eingeschaltet'], no: ['aus', 'ausgeschaltet'] }
  ],
  wordsAre: ['auf WORDS', 'WORDS'],
  somebody: ['jemand', 'irgendjemand', 'irgendwer', 'wer', 'einer', 'Leute'],
  nobody: ['niemand', 'keiner'],
  near: ['PULSE', 'in der Nähe PULSE'],
  sign: ['aktiv'],
  sun: ['die? Sonne'],
  up: ['am Himmel', 'über dem Horizont'],
  down: ['unter dem Horizont'],
  darkIt: ['es'],
  dark: ['dunkel'],

  alone: {
    used: ['der? Verbrauch in DURATION REF_OF'],
    simple: ['SUBJ VERB TIME? NOT? PRED'],
    between: ['SUBJ VERB TIME? NOT? zwischen LOW und HIGH'],
    not: ['es ist nicht so : INNER'],
    rises: ['SUBJ ist|sind über A gestiegen und noch nicht unter B gefallen'],
    falls: ['SUBJ ist|sind unter A gefallen und noch nicht über B gestiegen'],
    forBreak: ['seit DURATION'],
    forCount: ['seit DURATION'],
    heldThat: ['TIME gilt : INNER'],
    withinThat: ['SPAN galt : INNER'],
    sinceThat: ['seit dies galt : FROM , gilt durchgehend : INNER']
  },

  heard,

  templates: {
    'path-lamp': {
      title: 'Eine Lampe für den Weg',
      roles: { lamp: 'Lampe', ear: 'Bewegungsmelder', eye: 'Lichtsensor' },
      says: {}
    },
    'sun-pump': {
      title: 'Pumpen, solange die Sonne scheint',
      roles: { pump: 'Pumpe', panel: 'Solaranlage', tank: 'Speicher' },
      says: {}
    },
    'tank-warning': {
      title: 'Sag uns Bescheid, bevor der Tank leer ist',
      roles: { box: 'Gerät', tank: 'Tank' },
      says: { low: 'Der Tank ist fast leer.', unknown: 'Niemand weiß, wie voll der Tank ist: Seht nach dem Sensor.' }
    }
  }
}
