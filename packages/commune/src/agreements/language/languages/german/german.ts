/** German, whole. What is so stands in a clause of its own, with the verb at its end; after “sonst” the verb comes first. */
import { ways } from '../../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../../language.ts'
import { heard } from './heard.ts'

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
  somebody: ['jemand', 'irgendjemand', 'irgendwer', 'wer', 'einer'],
  nobody: ['niemand', 'keiner'],
  near: ['PULSE', 'in der Nähe PULSE'],
  sign: ['aktiv'],
  sun: ['die? Sonne'],
  up: ['am Himmel', 'über dem Horizont'],
  down: ['unter dem Horizont'],
  darkIt: ['es'],
  dark: ['dunkel'],

  alone: {
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
