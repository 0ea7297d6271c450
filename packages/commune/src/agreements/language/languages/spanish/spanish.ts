/** Spanish, whole. Verbs say who does it, so no pronoun is written; what something is agrees with it. */
import { ways } from '../../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../../language.ts'
import { heard } from './heard.ts'

const noun = (gender: 'm' | 'f', joins: 'at' | 'of', ...nouns: string[]): Noun => ({ nouns, joins, plural: false, gender })

/** Nouns that names of things begin with. */
const known: Readonly<Record<'m' | 'f', string>> = {
  m: [
    'sensor detector contador interruptor botón motor horno depósito tanque pozo jardín patio camino',
    'garaje ventilador toldo termómetro radiador calentador enchufe timbre reloj ojo oído portón farol',
    'foco aspersor sótano taller baño dormitorio salón tejado congelador frigorífico termostato medidor',
    'teléfono bidón contacto nivel grifo estanque panel altavoz calefactor cargador humidificador'
  ].join(' '),
  f: [
    'lámpara luz bomba puerta ventana válvula calefacción caldera sirena persiana cortina cocina casa',
    'lavadora secadora cámara batería estufa nevera alarma escalera habitación pared cisterna balanza',
    'estación farola campana cerradura regadera huerta piscina temperatura humedad caja tubería'
  ].join(' ')
}
const words = (gender: 'm' | 'f'): ReadonlySet<string> => new Set(known[gender].split(' '))
const [masculine, feminine] = [words('m'), words('f')]

/** One of what these are. */
const one = (word: string): string => {
  if (word === 'luces') return 'luz'
  if (word.endsWith('ones')) return `${word.slice(0, -4)}ón`
  if (word.endsWith('es') && masculine.has(word.slice(0, -2))) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

const features = (name: string): Features => {
  const [first = ''] = name.toLowerCase().split(' ')
  for (const [word, plural] of [
    [first, false],
    [one(first), true]
  ] as const) {
    if (plural && word === first) continue
    if (masculine.has(word)) return { plural, gender: 'm' }
    if (feminine.has(word)) return { plural, gender: 'f' }
  }
  return { plural: false }
}

/** “Lámpara del camino”, as titles are written, is “la lámpara del camino” within a sentence. */
const lowered = (name: string): string =>
  /^\p{Lu}\p{Ll}+(?: [\p{Ll}\d]+)*$/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** `de` and `en` before a name; `de el` melts. */
const phrase = (text: string, isQuoted: boolean, before: '' | 'de' | 'en', what: Features): string => {
  if (isQuoted || what.gender === undefined) {
    const title = isQuoted ? text : `«${text.replaceAll('»', '»»')}»`
    return before === '' ? title : `${before} ${title}`
  }
  const article = what.gender === 'm' ? (what.plural ? 'los' : 'el') : what.plural ? 'las' : 'la'
  const whole = `${article} ${lowered(text)}`
  if (before === 'de' && article === 'el') return `del ${lowered(text)}`
  return before === '' ? whole : `${before} ${whole}`
}

const called = ({ thing, isQuoted, point, tag }: Named, role: Role): string => {
  const before = role === 'plain' ? '' : 'de'
  const whole = (as: '' | 'de' | 'en'): string =>
    phrase(thing, isQuoted, as, isQuoted ? { plural: false } : features(thing)) + (tag === undefined ? '' : ` ${tag}`)
  if (point === undefined) return whole(before)
  if ('nouns' in point)
    return `${phrase(point.nouns[0] ?? '', false, before, point)} ${whole(point.joins === 'at' ? 'en' : 'de')}`
  return `${phrase(point.text, point.isQuoted, before, point.isQuoted ? { plural: false } : features(point.text))} ${whole('de')}`
}

export const spanish: Language = {
  code: 'es',
  name: 'Español',
  decimalComma: true,
  quotes: ['«', '»'],
  leads: 'el la los las un una unos unas de del en al a',
  joins: 'de del en al a',
  units: {
    '%': 'por_ciento',
    lx: 'lux luxes',
    '°C': 'grados grado grados_Celsius centígrados',
    '°F': 'grados_Fahrenheit Fahrenheit',
    l: 'litros litro',
    W: 'vatios vatio',
    kW: 'kilovatios',
    kWh: 'kilovatios_hora',
    V: 'voltios voltio',
    A: 'amperios amperio',
    m: 'metros metro',
    mm: 'milímetros',
    cm: 'centímetros',
    d: 'días día',
    h: 'horas hora',
    min: 'minutos minuto',
    s: 'segundos segundo'
  },
  // “And”.
  unitsQuoted: ['y'],
  nouns: {
    illuminance: noun('f', 'at', 'luz', 'luminosidad', 'iluminancia'),
    temperature: noun('f', 'at', 'temperatura'),
    humidity: noun('f', 'at', 'humedad del aire', 'humedad'),
    moisture: noun('f', 'of', 'humedad de la tierra', 'humedad del suelo'),
    pressure: noun('f', 'at', 'presión'),
    atmospheric_pressure: noun('f', 'at', 'presión del aire'),
    carbon_dioxide: noun('m', 'at', 'dióxido de carbono', 'CO2'),
    carbon_monoxide: noun('m', 'at', 'monóxido de carbono', 'CO'),
    pm1: noun('m', 'at', 'polvo finísimo', 'PM1'),
    pm25: noun('m', 'at', 'polvo fino', 'PM2,5'),
    pm10: noun('m', 'at', 'polvo grueso', 'PM10'),
    volatile_organic_compounds: noun('m', 'at', 'vapor', 'COV'),
    aqi: noun('f', 'at', 'calidad del aire'),
    sound_pressure: noun('m', 'at', 'ruido', 'volumen del sonido'),
    irradiance: noun('f', 'at', 'radiación solar'),
    wind_speed: noun('m', 'at', 'viento', 'velocidad del viento'),
    wind_direction: noun('f', 'at', 'dirección del viento'),
    precipitation: noun('f', 'at', 'lluvia', 'precipitación'),
    precipitation_intensity: noun('f', 'at', 'intensidad de la lluvia'),
    level: noun('m', 'of', 'nivel'),
    volume_storage: noun('m', 'of', 'contenido'),
    volume: noun('m', 'of', 'volumen'),
    volume_flow_rate: noun('m', 'of', 'caudal'),
    water: noun('m', 'of', 'contador de agua', 'consumo de agua'),
    gas: noun('m', 'of', 'contador de gas', 'consumo de gas'),
    energy: noun('f', 'of', 'energía'),
    energy_storage: noun('f', 'of', 'energía guardada'),
    power: noun('f', 'of', 'potencia'),
    voltage: noun('f', 'of', 'tensión', 'voltaje'),
    current: noun('f', 'of', 'corriente'),
    frequency: noun('f', 'of', 'frecuencia'),
    battery: noun('f', 'of', 'batería'),
    signal_strength: noun('f', 'of', 'señal'),
    distance: noun('f', 'of', 'distancia'),
    weight: noun('m', 'of', 'peso'),
    speed: noun('f', 'of', 'velocidad'),
    duration: noun('f', 'of', 'duración'),
    ph: noun('f', 'of', 'acidez', 'pH'),
    conductivity: noun('f', 'of', 'conductividad')
  },
  features,
  variant: (count, { plural, gender }) => (count < 4 ? (plural ? 1 : 0) : (plural ? 2 : 0) + (gender === 'f' ? 1 : 0)),
  called,
  pronoun: 'él|ella|ellos|ellas',
  pronounSaid: false,

  rule: ['ACT mientras|si|cuando|siempre_que COND', 'mientras|si|cuando|siempre_que COND ,? ?entonces ACT'],
  otherwise: ['si no , ELSE', 'si no ELSE', 'de lo contrario ,? ELSE', 'en caso contrario ,? ELSE'],
  unsure: ['en la duda , ELSE', 'en la duda ELSE', 'en caso de duda ,? ELSE', 'si hay duda ,? ELSE'],
  least: ['cada vez al menos DURATION', 'cada vez durante al menos DURATION', 'al menos DURATION'],
  rest: ['descansa|descansan', 'no hace|hacen nada'],
  stay: ['sigue|siguen como está|están', 'queda|quedan como está|están', 'se queda|quedan como está|están'],
  press: ['se pulsa|pulsan'],
  words: ['se pone|ponen en WORDS', 'está|están en WORDS'],
  says: ['dice|dicen WORDS', 'avisa|avisan WORDS'],
  deeds: [
    {
      about: 'light lamp brightness illuminance',
      number: ['brilla|brillan al AMOUNT', 'brilla|brillan a AMOUNT', 'luce|lucen al AMOUNT'],
      yes: ['brilla|brillan', 'luce|lucen'],
      no: ['queda|quedan a oscuras', 'se queda|quedan a oscuras', 'no brilla|brillan']
    },
    {
      about: 'cover blind shutter shade curtain awning garage garage_door door gate window damper valve water gas',
      number: ['se abre|abren al AMOUNT', 'se abre|abren a AMOUNT'],
      yes: ['se abre|abren', 'abre|abren'],
      no: ['se cierra|cierran', 'cierra|cierran']
    },
    {
      about: 'temperature heating climate heater boiler water_heater',
      number: ['calienta|calientan a AMOUNT', 'calienta|calientan al AMOUNT'],
      yes: ['calienta|calientan'],
      no: ['no calienta|calientan']
    },
    {
      about: 'pump fan motor running vacuum lawn_mower humidifier dehumidifier',
      number: ['funciona|funcionan al AMOUNT', 'funciona|funcionan a AMOUNT'],
      yes: ['funciona|funcionan', 'gira|giran'],
      no: ['se para|paran', 'no funciona|funcionan']
    },
    { about: 'siren sound bell', number: ['suena|suenan al AMOUNT', 'suena|suenan a AMOUNT'], yes: ['suena|suenan'], no: ['calla|callan'] },
    { about: 'lock', number: ['se bloquea|bloquean al AMOUNT'], yes: ['se bloquea|bloquean'], no: ['se desbloquea|desbloquean'] },
    {
      about: '',
      number: ['se pone|ponen en AMOUNT', 'está|están en AMOUNT'],
      yes: ['está|están encendido|encendida|encendidos|encendidas', 'se enciende|encienden'],
      no: ['está|están apagado|apagada|apagados|apagadas', 'se apaga|apagan']
    }
  ],

  and: ['y', 'e', '&', 'pero'],
  or: ['o', 'u', 'o bien'],
  lists: 'tanto o_bien',
  forBreak: ['desde hace DURATION sin huecos', 'desde hace al menos DURATION', 'desde hace DURATION', 'durante DURATION', 'durante al menos DURATION', 'durante más de DURATION'],
  forCount: ['desde hace DURATION aun con huecos'],
  lately: ['en los últimos DURATION alguna vez', 'alguna vez en los últimos DURATION', 'en los últimos DURATION', 'en la última DURATION'],
  latelyNever: ['en los últimos DURATION'],
  average: ['la? media de los últimos DURATION REF_OF', 'el? promedio de los últimos DURATION REF_OF', 'REF media de DURATION', 'REF media de|en la? última|últimas DURATION', 'REF media de|en los últimos DURATION'],
  rate: ['el? cambio por hora en los últimos DURATION REF_OF'],
  used: ['el? consumo por hora en los últimos DURATION REF_OF'],
  not: ['no se cumple esto : INNER'],
  heldThat: ['TIME se cumple esto : INNER'],
  withinThat: ['SPAN se cumplió esto : INNER'],
  sinceThat: ['desde que FROM , se cumple siempre esto : INNER'],
  rises: ways(
    'SUBJ ha|han subido por encima de A y aún no ha|han bajado por debajo de B',
    'SUBJ sube|suben por encima de A hasta bajar por debajo de B',
    'SUBJ sube|suben por encima de A hasta que baja|bajan por debajo de B',
    'SUBJ sube|suben|suba|suban|subiera|pasa|pase|supera|supere|esté|está ?de|del|por_encima_del|por_encima_de|el|los A ,? hasta que baje|bajen|baja|bajan|caiga|cae|esté ?de|del|por_debajo_del|por_debajo_de B'
  ),
  falls: ways(
    'SUBJ ha|han bajado por debajo de A y aún no ha|han subido por encima de B',
    'SUBJ baja|bajan por debajo de A hasta subir por encima de B',
    'SUBJ baja|bajan por debajo de A hasta que sube|suben por encima de B',
    'SUBJ baja|bajan|baje|bajen|bajara|cae|caiga|caigan|esté|está ?de|del|por_debajo_del|por_debajo_de A ,? hasta que suba|suban|sube|suben|pase|pasa|supere|llegue|esté ?de|del|por_encima_del|por_encima_de|al|el|los B'
  ),

  simple: ['SUBJ NOT? VERB TIME? PRED LATER?'],
  between: ['SUBJ NOT? VERB TIME? entre LOW y HIGH LATER?'],
  notWord: ['no'],
  neverWord: ['nunca'],
  verbs: { be: ['está|están', 'está|están', 'estuvo|estuvieron', 'es|son', 'estaba|estaban', 'ha|han estado', 'esté|estén', 'sea|sean', 'haya|hayan estado', 'es|son de'] },
  verbOf: { number: 'be', truth: 'be', words: 'be', near: 'be', sign: 'be', sun: 'be', dark: 'be' },
  compare: {
    below: ways(
      'por debajo de AMOUNT / por debajo del AMOUNT / debajo de AMOUNT / menor de AMOUNT / menor que AMOUNT / bajo AMOUNT',
      'inferior a AMOUNT / inferior al AMOUNT / menos de AMOUNT / menos del AMOUNT / a menos de AMOUNT / menor del AMOUNT'
    ),
    'at-most': ['como máximo en AMOUNT', 'como máximo AMOUNT', 'como mucho AMOUNT'],
    above: ways(
      'por encima de AMOUNT / por encima del AMOUNT / encima de AMOUNT / mayor de AMOUNT / mayor que AMOUNT / sobre AMOUNT',
      'superior a AMOUNT / superior al AMOUNT / más de AMOUNT / más del AMOUNT / a más de AMOUNT / mayor del AMOUNT'
    ),
    'at-least': ['como mínimo en AMOUNT', 'como mínimo AMOUNT', 'al menos AMOUNT', 'de al menos AMOUNT', 'por lo menos AMOUNT', 'al menos al AMOUNT', 'de? AMOUNT o más'],
    is: ways('exactamente en AMOUNT / exactamente al AMOUNT / exactamente a AMOUNT / exactamente AMOUNT / igual a AMOUNT / igual al AMOUNT')
  },
  heads: [],
  simplyIs: ['en AMOUNT', 'a AMOUNT', 'AMOUNT'],
  truths: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ['abierto|abierta|abiertos|abiertas'],
      no: ['cerrado|cerrada|cerrados|cerradas']
    },
    { about: 'moisture water rain', yes: ['mojado|mojada|mojados|mojadas'], no: ['seco|seca|secos|secas'] },
    { about: 'lock', yes: ['desbloqueado|desbloqueada|desbloqueados|desbloqueadas'], no: ['bloqueado|bloqueada|bloqueados|bloqueadas'] },
    { about: 'running moving motor pump', yes: ['en marcha'], no: ['parado|parada|parados|paradas'] },
    { about: 'connectivity', yes: ['conectado|conectada|conectados|conectadas'], no: ['desconectado|desconectada|desconectados|desconectadas'] },
    { about: 'plug', yes: ['enchufado|enchufada|enchufados|enchufadas'], no: ['desenchufado|desenchufada|desenchufados|desenchufadas'] },
    { about: 'battery', yes: ['con poca carga'], no: ['con carga'] },
    { about: 'battery_charging', yes: ['cargando'], no: ['sin cargador'] },
    { about: 'light', yes: ['iluminado|iluminada|iluminados|iluminadas'], no: ['en penumbra'] },
    { about: 'heat', yes: ['caliente|caliente|calientes|calientes'], no: ['fresco|fresca|frescos|frescas'] },
    { about: 'cold', yes: ['frío|fría|fríos|frías'], no: ['templado|templada|templados|templadas'] },
    { about: 'smoke gas carbon_monoxide safety tamper problem', yes: ['en alarma'], no: ['en calma', 'tranquilo|tranquila|tranquilos|tranquilas'] },
    { about: '', yes: ['encendido|encendida|encendidos|encendidas'], no: ['apagado|apagada|apagados|apagadas'] }
  ],
  wordsAre: ['en WORDS', 'WORDS'],
  somebody: ['alguien'],
  nobody: ['nadie'],
  near: ['cerca PULSE', 'junto PULSE'],
  sign: ['activo|activa|activos|activas'],
  sun: ['el? sol'],
  up: ['sobre el horizonte', 'en el cielo'],
  down: ['bajo el horizonte'],
  darkIt: ['fuera', 'afuera', 'fuera?'],
  dark: ['oscuro'],

  alone: { simple: ['SUBJ NOT? VERB PRED TIME?'], forBreak: ['desde hace DURATION'], forCount: ['desde hace DURATION'] },

  heard,

  templates: {
    'path-lamp': {
      title: 'Una lámpara para el camino',
      roles: { lamp: 'lámpara', ear: 'detector', eye: 'sensor de luz' },
      says: {}
    },
    'sun-pump': {
      title: 'Bombear mientras brilla el sol',
      roles: { pump: 'bomba', panel: 'panel solar', tank: 'depósito' },
      says: {}
    },
    'tank-warning': {
      title: 'Avisar antes de que se vacíe el depósito',
      roles: { box: 'caja', tank: 'depósito' },
      says: { low: 'El depósito está casi vacío.', unknown: 'Nadie sabe cuánto queda en el depósito: mirad su sensor.' }
    }
  }
}
