/** A house with a garden and a workshop, and what people there call their things: for sentences as people type them. */
import { lexiconOf, type Lexicon, type LexiconPoint } from '../lexicon.ts'

const number = (unit: string, min?: number, max?: number) => ({
  is: 'number' as const,
  unit,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max })
})
const yesNo = { is: 'yes-no' } as const
const percent = number('%', 0, 100)

const points: readonly Omit<LexiconPoint, 'thing'>[] = [
  { id: 'kitchen.0/level', use: 'act', name: 'level', shape: percent, about: 'light' },
  { id: 'hall.0/on', use: 'act', name: 'on', shape: yesNo, about: 'light' },
  { id: 'path.0/level', use: 'act', name: 'level', shape: percent, about: 'light' },
  { id: 'pump.0/on', use: 'act', name: 'on', shape: yesNo, about: 'pump' },
  { id: 'pump.0/runs', use: 'reading', name: 'running', shape: yesNo, about: 'running' },
  { id: 'heater.0/on', use: 'act', name: 'on', shape: yesNo, about: 'heater' },
  { id: 'heater.0/is', use: 'reading', name: 'state', shape: yesNo },
  { id: 'fan.0/on', use: 'act', name: 'on', shape: yesNo, about: 'fan' },
  { id: 'valve.0/open', use: 'act', name: 'open', shape: yesNo, about: 'valve' },
  { id: 'bell.0/ring', use: 'act', name: 'ring', shape: { is: 'press' }, about: 'bell' },
  { id: 'bell.0/pressed', use: 'pulse', name: 'pressed', shape: { is: 'pulse' }, about: 'button' },
  { id: 'box.0/tell', use: 'act', name: 'tell', shape: { is: 'text', charsMax: 200 }, about: 'tell' },
  { id: 'ear.0/motion', use: 'pulse', name: 'motion', shape: { is: 'pulse' }, about: 'motion' },
  { id: 'room.0/temp', use: 'reading', name: 'temperature', shape: number('°C'), about: 'temperature' },
  { id: 'room.0/damp', use: 'reading', name: 'humidity', shape: number('%'), about: 'humidity' },
  { id: 'room.0/co2', use: 'reading', name: 'CO2', shape: number('ppm'), about: 'carbon_dioxide' },
  { id: 'soil.0/damp', use: 'reading', name: 'soil moisture', shape: number('%'), about: 'moisture' },
  { id: 'tank.0/level', use: 'reading', name: 'level', shape: number('%'), about: 'level' },
  { id: 'door.0/contact', use: 'reading', name: 'contact', shape: yesNo, about: 'door' },
  { id: 'window.0/contact', use: 'reading', name: 'contact', shape: yesNo, about: 'window' },
  { id: 'washer.0/power', use: 'reading', name: 'power', shape: number('W'), about: 'power' },
  { id: 'house.0/power', use: 'reading', name: 'power', shape: number('W'), about: 'power' },
  { id: 'house.0/water', use: 'reading', name: 'water', shape: number('l'), about: 'water', counter: true },
  { id: 'battery.0/charge', use: 'reading', name: 'charge', shape: number('%'), about: 'battery' },
  { id: 'eye.0/lux', use: 'reading', name: 'illuminance', shape: number('lx'), about: 'illuminance' }
]

const names: Readonly<Record<string, readonly [english: string, german: string, spanish: string]>> = {
  kitchen: ['kitchen lamp', 'Küchenlampe', 'lámpara de la cocina'],
  hall: ['hall lamp', 'Flurlampe', 'lámpara del pasillo'],
  path: ['path lamp', 'Wegelampe', 'lámpara del camino'],
  pump: ['pump', 'Pumpe', 'bomba'],
  heater: ['heater', 'Heizung', 'calefacción'],
  fan: ['fan', 'Lüfter', 'ventilador'],
  valve: ['valve', 'Ventil', 'válvula'],
  bell: ['bell', 'Klingel', 'timbre'],
  box: ['box', 'Gerät', 'caja'],
  ear: ['step ear', 'Schrittohr', 'oído'],
  room: ['living room', 'Wohnzimmer', 'salón'],
  soil: ['soil ear', 'Bodenohr', 'oído del huerto'],
  tank: ['tank', 'Tank', 'depósito'],
  door: ['front door', 'Haustür', 'puerta'],
  window: ['window', 'Fenster', 'ventana'],
  washer: ['washing machine', 'Waschmaschine', 'lavadora'],
  house: ['house', 'Haus', 'casa'],
  battery: ['battery', 'Batterie', 'batería'],
  eye: ['dusk eye', 'Dämmerungsauge', 'ojo del patio']
}

/** The house with the names it has in a language. */
export const houseIn = (code: string): Lexicon =>
  lexiconOf(
    points.map((point) => ({
      ...point,
      thing: names[point.id.split('.')[0] ?? '']?.[['en', 'de', 'es'].indexOf(code)] ?? point.id
    }))
  )
