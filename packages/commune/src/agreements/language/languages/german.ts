/** German, whole. What is so stands in a clause of its own, with the verb at its end; after “sonst” the verb comes first. */
import { ways } from '../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../language.ts'

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
    power: noun('f', 'of', 'Leistung'),
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

  and: ['und', '&'],
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
    'die? mittlere|durchschnittliche REF über|in DURATION'
  ),
  rate: ['die? Änderung je|pro Stunde in den letzten DURATION REF_OF'],
  used: ['der? Verbrauch je|pro Stunde in den letzten DURATION REF_OF'],
  not: ['es nicht so ist , dass INNER', 'nicht gilt ,? dass INNER'],
  heldThat: ['TIME gilt , dass INNER'],
  withinThat: ['SPAN galt , dass INNER'],
  sinceThat: ['seit FROM , durchgehend gilt , dass INNER'],
  rises: ways(
    'SUBJ über A gestiegen und noch nicht unter B gefallen ist|sind',
    'SUBJ über A steigt|steigen ,? bis ?er|sie|es unter B fällt|fallen'
  ),
  falls: ways(
    'SUBJ unter A gefallen und noch nicht über B gestiegen ist|sind',
    'SUBJ unter A fällt|fallen ,? bis ?er|sie|es über B steigt|steigen'
  ),

  simple: ['SUBJ TIME? NOT? PRED VERB', 'SUBJ NOT? TIME? PRED VERB', 'TIME SUBJ NOT? PRED VERB'],
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
    is: ['genau bei AMOUNT', 'genau AMOUNT', 'bei AMOUNT', 'gleich AMOUNT', 'AMOUNT']
  },
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
  somebody: ['jemand'],
  nobody: ['niemand'],
  near: ['PULSE', 'in der Nähe PULSE'],
  sign: ['aktiv'],
  sun: ['die? Sonne'],
  up: ['am Himmel', 'über dem Horizont'],
  down: ['unter dem Horizont'],
  darkIt: ['es'],
  dark: ['dunkel'],

  heard: {
    not: ['nicht INNER'],
    nay: 'ist_nicht|sind_nicht',
    please: 'bitte',
    asks: {
      on: ways(
        'schalte|schalt|mache|mach|stelle|stell|dreh|drehe ADV? ACTOR ADV? ?nur|immer|immer_dann ein|an|auf',
          'lass|lasse|halte ADV? ACTOR ADV? an|ein|laufen|offen|eingeschaltet / starte|aktiviere|läute|drücke|öffne|klingle ADV? ACTOR',
          'schalte|schalt|mache|mach|stelle|lass|drehe|dreh ADV? ACTOR nicht|nie|niemals aus|ab / stoppe|schließe|schliesse ACTOR nicht|nie|niemals / heize|heiz'
      ),
      off: ways(
        'schalte|schalt|mache|mach|stelle|stell|dreh|drehe ADV? ACTOR ADV? ?nur|immer|immer_dann aus|ab|zu / lass|lasse|halte ADV? ACTOR ADV? aus|zu|geschlossen|ausgeschaltet',
          'stoppe|stopp|schließe|schließ|schliesse|deaktiviere ADV? ACTOR / schalte|mache|mach|lass ADV? ACTOR nicht|nie|niemals ein|an|laufen / öffne|starte ACTOR nicht|nie|niemals'
      ),
      number: ways(
        'dimme|dimm|stelle|stell|schalte|schalt|drehe|dreh|regle|setze|halte|lass|fahre|öffne|mach|mache ADV? ACTOR ADV? auf|mit|bei AMOUNT ein|an|hoch|herauf|herunter|runter|hinunter|herab',
          'dimme|dimm|stelle|stell|schalte|schalt|drehe|dreh|regle|setze|halte|lass|fahre|öffne|mach|mache ADV? ACTOR ADV? auf|mit|bei AMOUNT'
      ),
      tell: ways(
        'sag|sage uns|mir|allen ?Bescheid WORDS? / gib uns|mir|allen Bescheid WORDS? / gib Bescheid WORDS? / melde|warne|benachrichtige|informiere|erinnere uns|mich|alle WORDS?',
          'melde|sag|sage|sende|schicke WORDS / sende|schicke|schick uns|mir|allen ?die|eine ?Nachricht WORDS? / sende|schicke|schick die|eine Nachricht WORDS?'
      )
    },
    deeds: {
      on: ways('an / ein / geht|gehen * ADV? an / geht|gehen * an / wird|werden * eingeschaltet|geöffnet / läutet|läuten|klingelt|klingeln * / soll|sollen|darf|dürfen|muss|müssen * laufen|leuchten|an_sein'),
      off: ways('aus / geht|gehen * ADV? aus / wird|werden * ausgeschaltet|geschlossen',
        'soll|sollen|darf|dürfen * nicht laufen|leuchten|an_sein|angehen / soll|sollen|muss|müssen * aus_sein|aus_bleiben / bleibt|bleiben * aus'),
      number: ways('geht|gehen * ADV? auf AMOUNT / dimmt|dimmen * ADV? auf AMOUNT / auf AMOUNT')
    },
    conjunctions: 'solange|wenn|falls|sobald|während|immer_wenn|nur_wenn|nur_solange',
    whole: ways(
      'UNLESS , ACT / MOMENT ,? ACT ,? CONJ CONDS / MOMENT ACT / ELAPSED ACT / CONJ CONDS ,? ?dann|so ACT / AFTER ,? ACT / ACT ,? ?aber ?nur|immer|immer_dann ,? ?dann ,? CONJ CONDS / ACT EXCEPT / ACT AFTER / ACT'
    ),
    except: ways(',? außer ,? wenn|falls|solange COND / ,? es_sei_denn ,? ?dass COND / ,? sofern|wenn nicht COND'),
    provided: ways(',? aber|und nur ,? wenn|solange|falls COND / ,? sofern|vorausgesetzt ,? ?dass COND'),
    after: ways(',? nachdem COND'),
    elapsed: ['nach DURATION'],
    moments: {
      dark: ways('?nur nachts / ?nur in|während der Nacht / ?nur bei Nacht|Dunkelheit / ?nur im Dunkeln / ?nur nach|bei Einbruch der Dunkelheit'),
      down: ways('?nur nach|ab Sonnenuntergang'),
      up: ways('?nur tagsüber / ?nur am Tag|Tage / ?nur bei Tag|Tageslicht / ?nur nach|ab Sonnenaufgang')
    },
    states: {
      dark: ways('es NOT? Nacht|nacht ist|wird / es NOT? dunkel wird / es dunkel geworden ist / es ist dunkel|Nacht'),
      down: ways('die? Sonne untergeht|untergegangen_ist|unten_ist'),
      up: ways('es NOT? hell|Tag|taghell ist|wird / es hell geworden ist / es ist hell|Tag / die? Sonne aufgeht|aufgegangen_ist|oben_ist')
    },
    lasts: ways('für DURATION / DURATION lang / DURATION'),
    leasts: ways('für mindestens|wenigstens DURATION / mindestens|wenigstens DURATION lang? / für mindestens DURATION'),
    ago: ['in DURATION'],
    bare: ways('DURATION lang? / länger als DURATION / mehr als DURATION / für DURATION / seit mehr|länger als DURATION / mindestens DURATION lang?'),
    simple: ways('SUBJ FOR NOT? PRED VERB / FOR SUBJ NOT? PRED VERB / SUBJ VERB FOR NOT? PRED / SUBJ TIME? NOT? PRED bleibt|bleiben|wird|werden|geblieben_ist|gewesen_ist / SUBJ VERB TIME? NOT? PRED'),
    numbers: {
      below: ways(
        'SUBJ TIME? NOT? unter AMOUNT fällt|fallen|sinkt|sinken|geht|gehen|bleibt|kommt|gefallen_ist|gesunken_ist / SUBJ FORTIME? NOT? weniger als AMOUNT verbraucht|verbrauchen|braucht|brauchen|hat|haben|zieht|liefert|nutzt',
          'FORTIME SUBJ weniger als AMOUNT verbraucht|braucht|hat / SUBJ NOT? unter AMOUNT hat|haben|zeigt / SUBJ ist|liegt unter AMOUNT / SUBJ < AMOUNT ist?'
      ),
      'at-most': ways('SUBJ auf AMOUNT fällt|sinkt|gefallen_ist|gesunken_ist / SUBJ höchstens AMOUNT hat|verbraucht|braucht / SUBJ <=|≤ AMOUNT'),
      above: ways(
        'SUBJ TIME? NOT? über AMOUNT steigt|steigen|geht|gehen|klettert|bleibt|kommt|gestiegen_ist / SUBJ FORTIME? NOT? mehr als AMOUNT verbraucht|verbrauchen|braucht|brauchen|hat|haben|zieht|liefert|nutzt|erzeugt',
          'FORTIME SUBJ mehr als AMOUNT verbraucht|braucht|hat / SUBJ NOT? über AMOUNT hat|haben|zeigt / SUBJ AMOUNT überschreitet|übersteigt / SUBJ ist|liegt über AMOUNT / SUBJ > AMOUNT ist?'
      ),
      'at-least': ways('SUBJ AMOUNT erreicht|erreichen / SUBJ auf AMOUNT steigt|gestiegen_ist / SUBJ mindestens AMOUNT hat|verbraucht|braucht / SUBJ >=|≥ AMOUNT / SUBJ AMOUNT oder mehr hat|ist|beträgt'),
      is: ways('SUBJ = AMOUNT')
    },
    between: ways(
      'SUBJ TIME? NOT? zwischen LOW und HIGH VERB / SUBJ zwischen LOW und HIGH hat|haben|bleibt',
        'SUBJ mindestens LOW und höchstens HIGH VERB / SUBJ mindestens LOW und höchstens HIGH hat|haben / SUBJ VERB zwischen LOW und HIGH'
    ),
    counted: ways('SUBJ SPAN USED verbraucht|gebraucht hat'),
    warmth: {
      below: ways('es PLACE? TIME? NOT? kälter|kühler als AMOUNT ist|wird / es PLACE? TIME? NOT? unter AMOUNT hat|ist / es ist PLACE? kälter|kühler als AMOUNT / es weniger als AMOUNT hat'),
      above: ways('es PLACE? TIME? NOT? wärmer|heißer als AMOUNT ist|wird / es PLACE? TIME? NOT? über AMOUNT hat|ist / es ist PLACE? wärmer|heißer als AMOUNT / es mehr als AMOUNT hat')
    },
    shared: {
      both: ways('?sowohl SUBJ und SUBJ TIME? NOT? PRED VERB / sowohl SUBJ als auch SUBJ TIME? NOT? PRED VERB'),
      either: ways('?entweder SUBJ oder SUBJ TIME? NOT? PRED VERB'),
      neither: ways('weder SUBJ noch SUBJ TIME? PRED VERB')
    },
    passes: ways(
      'TIME? PERSON TIME? NEAR? vorbeigeht|vorbeikommt|vorbeiläuft|vorübergeht|da_ist|kommt|vorbeigegangen_ist|vorbeigekommen_ist|sich_bewegt / TIME? PERSON TIME? NEAR? ist|geht|kommt vorbei|da',
        'sich PERSON NEAR? bewegt / Bewegung NEAR? ist|erkannt_wird|gemeldet_wird|da_ist|an_ist / es Bewegung gibt / FORTIME PERSON NEAR? vorbeigegangen_ist|vorbeigekommen_ist|da_ist|da_war'
    ),
    still: ways('TIME? keine Bewegung TIME? NEAR? ist|erkannt_wird|da_ist|war / FORTIME keine Bewegung NEAR? ist|war|erkannt_wurde / es keine Bewegung gibt / Bewegung aus ist'),
    turns: [
      {
        about: 'door window opening garage_door cover valve gate',
        yes: ways('SUBJ TIME? NOT? aufgeht|aufgehen|geöffnet_wird|geöffnet_werden|aufgemacht_wird|sich_öffnet|öffnet|aufsteht|offensteht / SUBJ FOR aufsteht|offensteht'),
        no: ways('SUBJ zugeht|zugehen|geschlossen_wird|zugemacht_wird|sich_schließt|schließt')
      },
      {
        about: 'running moving motor pump',
        yes: ways('SUBJ TIME? NOT? läuft|laufen|anläuft|startet|arbeitet / SUBJ FOR NOT? läuft|laufen'),
        no: ways('SUBJ steht|stillsteht|anhält|stoppt|ausgeht')
      },
      { about: '', yes: ways('SUBJ angeht|angehen|eingeschaltet_wird'), no: ways('SUBJ ausgeht|ausgehen|ausgeschaltet_wird') }
    ],
    spans: { 'eine halbe Stunde': 1_800_000, 'einer halben Stunde': 1_800_000, 'eine Viertelstunde': 900_000, 'einer Viertelstunde': 900_000,
      'eine Dreiviertelstunde': 2_700_000, 'anderthalb Stunden': 5_400_000, 'eineinhalb Stunden': 5_400_000, 'eine halbe Minute': 30_000,
      'eine Stunde': 3_600_000, 'einer Stunde': 3_600_000, Stunde: 3_600_000, 'eine Minute': 60_000, 'einer Minute': 60_000, Minute: 60_000, 'einen Tag': 86_400_000, 'einem Tag': 86_400_000 },
    numerals: { ein: 1, zwei: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, zwölf: 12, fünfzehn: 15, zwanzig: 20, dreißig: 30 },
    clock: ways(
      'um|ab|bis|vor HOUR Uhr / um|ab|bis HOUR / jeden|jede|jedes|am Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Morgen|Abend|Vormittag|Nachmittag|Werktag|Wochenende|Stunde|Woche',
        'jeden Tag / montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|morgens|abends|mittags|täglich|wöchentlich|stündlich / um Mitternacht|Mittag'
    )
  },

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
