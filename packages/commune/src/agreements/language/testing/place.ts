/** A small place for examples, with things as people name them. */
import { lexiconOf, type Lexicon, type LexiconPoint } from '../lexicon.ts'

const number = (unit?: string, min?: number, max?: number) => ({
  is: 'number' as const,
  ...(unit !== undefined && { unit }),
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max })
})
const yesNo = { is: 'yes-no' } as const

const points: readonly Omit<LexiconPoint, 'thing'>[] = [
  { id: 'lamp.0/level', use: 'act', name: 'level', shape: number('%', 0, 100), about: 'light' },
  { id: 'pump.0/on', use: 'act', name: 'on', shape: yesNo, about: 'pump' },
  { id: 'stove.0/mode', use: 'act', name: 'mode', shape: { is: 'words', of: ['eco', 'boost'] } },
  { id: 'bell.0/ring', use: 'act', name: 'ring', shape: { is: 'press' } },
  { id: 'box.0/tell', use: 'act', name: 'tell', shape: { is: 'text', charsMax: 200 }, about: 'tell' },
  { id: 'ear.0/motion', use: 'pulse', name: 'motion', shape: { is: 'pulse' }, about: 'motion' },
  { id: 'bell.0/pressed', use: 'pulse', name: 'pressed', shape: { is: 'pulse' }, about: 'button' },
  { id: 'eye.0/lux', use: 'reading', name: 'illuminance', shape: number('lx'), about: 'illuminance' },
  { id: 'stove.0/temp', use: 'reading', name: 'temperature', shape: number('°C'), about: 'temperature' },
  { id: 'stove.0/state', use: 'reading', name: 'state', shape: { is: 'words', of: ['eco', 'boost'] } },
  { id: 'door.0/contact', use: 'reading', name: 'contact', shape: yesNo, about: 'door' },
  { id: 'tank.0/level', use: 'reading', name: 'level', shape: number('%'), about: 'level' },
  { id: 'meter.0/water', use: 'reading', name: 'water', shape: number('l'), about: 'water', counter: true }
]

const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    lamp: 'path lamp',
    pump: 'pump',
    stove: 'stove',
    bell: 'bell',
    box: 'box',
    ear: 'step ear',
    eye: 'dusk eye',
    door: 'front door',
    tank: 'rain tank',
    meter: 'house'
  },
  de: {
    lamp: 'Wegelampe',
    pump: 'Pumpe',
    stove: 'Ofen',
    bell: 'Klingel',
    box: 'Gerät',
    ear: 'Schrittohr',
    eye: 'Dämmerungsauge',
    door: 'Haustür',
    tank: 'Regentonne',
    meter: 'Haus'
  },
  es: {
    lamp: 'lámpara del camino',
    pump: 'bomba',
    stove: 'horno',
    bell: 'timbre',
    box: 'caja',
    ear: 'oído',
    eye: 'ojo del patio',
    door: 'puerta',
    tank: 'depósito',
    meter: 'casa'
  }
}

/** The place with the names it has in a language. */
export const placeIn = (code: string): Lexicon =>
  lexiconOf(points.map((point) => ({ ...point, thing: names[code]?.[point.id.split('.')[0] ?? ''] ?? point.id })))
