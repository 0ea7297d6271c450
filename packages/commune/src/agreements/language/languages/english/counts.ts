/** Numbers, times and parts of a whole as English says them. */
import type { Heard } from '../../heard.ts'
import { numeralsOf } from '../../numerals.ts'

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'

export const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
  spans: { 'half an hour': 1_800_000, 'a half hour': 1_800_000, 'a quarter of an hour': 900_000, 'quarter of an hour': 900_000,
    'a quarter hour': 900_000, 'three quarters of an hour': 2_700_000,
    'an hour and a half': 5_400_000, 'one and a half hours': 5_400_000, 'half a minute': 30_000, 'a minute and a half': 90_000,
      'one and a half minutes': 90_000, 'half a day': 43_200_000,
    'an hour': 3_600_000, hour: 3_600_000, 'a minute': 60_000, minute: 60_000, 'a day': 86_400_000, day: 86_400_000,
      'a week': 604_800_000, 'a couple of minutes': 120_000 },
  numerals: numeralsOf(ones, tens, (ten, one) => [`${ten}-${one}`, `${ten} ${one}`], { hundred: 100, 'a hundred': 100,
    'one hundred': 100, 'two hundred': 200, 'three hundred': 300, 'five hundred': 500, thousand: 1_000, 'a thousand': 1_000,
      'one thousand': 1_000, 'two thousand': 2_000, zero: 0 }),
  shares: { half: 50, 'the half': 50, 'half full': 50, 'a half': 50, 'half brightness': 50, 'half power': 50, 'a quarter': 25,
    'a quarter full': 25, 'one quarter': 25, 'three quarters': 75, 'three quarters full': 75, 'full power': 100,
      'full brightness': 100 },
  past: 'past',
  full: 'full|charged|of_its_power|brightness'
}
