/** Numbers, times and parts of a whole as German says them. */
import type { Heard } from '../../heard.ts'
import { numeralsOf } from '../../numerals.ts'

const ones =
  'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn ' +
  'neunzehn'
const tens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'

export const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
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
  full: 'voll|gefüllt|geladen|Helligkeit|Leistung'
}
