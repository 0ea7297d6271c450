/** Numbers, times and parts of a whole as Spanish says them. */
import type { Heard } from '../../heard.ts'
import { numeralsOf } from '../../numerals.ts'

const ones =
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho ' +
  'diecinueve'
const tens = 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'
const twenties = ['veintiuno', 'veintidós', 'veintitrés', 'veinticuatro', 'veinticinco', 'veintiséis', 'veintisiete',
  'veintiocho', 'veintinueve']
const amongTwenties = Object.fromEntries(twenties.map((said, index) => [said, 21 + index]))

export const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
  spans: { 'media hora': 1_800_000, 'un cuarto de hora': 900_000, 'cuarto de hora': 900_000, 'tres cuartos de hora': 2_700_000,
    'hora y media': 5_400_000, 'una hora y media': 5_400_000, 'medio minuto': 30_000, 'un minuto y medio': 90_000,
      'minuto y medio': 90_000,
    'una hora': 3_600_000, hora: 3_600_000, 'un minuto': 60_000, minuto: 60_000, 'un día': 86_400_000, día: 86_400_000 },
  numerals: numeralsOf(ones, tens, (ten, one) => [`${ten} y ${one}`], { un: 1, una: 1, ...amongTwenties, cien: 100,
    ciento: 100, doscientos: 200, trescientos: 300, quinientos: 500, mil: 1_000,
    'dos mil': 2_000, cero: 0 }),
  shares: { mitad: 50, 'la mitad': 50, medio: 50, 'medio lleno': 50, 'media llena': 50, 'medio vacío': 50, 'un cuarto': 25,
    'una cuarta parte': 25, 'tres cuartos': 75, 'tres cuartas partes': 75, 'a tope': 100, 'toda potencia': 100,
      'media potencia': 50 },
  past: '',
  full: 'lleno|llena|de_carga|de_potencia'
}
