/** What English understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
import { type Heard, ways } from '../../heard.ts'
import { asks } from './asks.ts'
import { counts } from './counts.ts'

const no_motion = 'no motion|movement'

export const heard: Heard = {
  ...asks,
  conjunctions:

  'while|if|when|whenever|as_long_as|so_long_as|as_soon_as|once|in_case|each_time|every_time|any_time|' +
  'provided|provided_that|given_that|only_if|only_when|only_while|only_as_long_as|only_once|with|upon|' +
  'on',
  whole: ways(
    'UNLESS ,? ?then ACT / CONJ CONDS SEP ?then ACT / MOMENT ,? CONJ CONDS ,? ?then ACT',
    'MOMENT ,? ACT CONJ CONDS / MOMENT ,? ACT / ELAPSED ,? ACT / AFTER ,? ACT / CONJ CONDS ,? ?then ACT',
    'ONLY SEP? only_if|only_when|only_while|only_as_long_as CONDS / ACT SWING',
    'ACT SEP? ?but ?only CONJ CONDS / ACT BACK / ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT UNTIL',
    'ACT AFTER / CONDS SEP ?then ACT / ACT'
  ),
  except: ways(',? unless COND / ,? except when|if|while COND'),
  back: ways(
    'and stop|close it|them BARE / and turn|switch|shut it|them off BARE / and ?back off ?again BARE',
    'and BARE ?back off ?again / , ?and|then ?back off BARE / , ?and|then ?back off at AT'),
  signs: ways('on|upon motion|movement'),
  until: ways(',? until|till ?such_time_as COND'),
  provided: ways(',? but|and only if|when|while COND / ,? provided|provided_that|as_long_as COND'),
  after: ['after COND'],
  elapsed: ways('after DURATION'),
  moments: {
    dark: ways(
      '?only at|by night / ?only after dark / ?only during|through|throughout|in the night',
      '?only in the dark / ?only in darkness / ?only at night time|_time',
      '?only from dusk to|till|until dawn / ?only all night ?long'),
    down: ways(
      '?only after sunset|sundown / ?only from sunset to|till|until sunrise',
      '?only between sunset and sunrise / ?only after the sun has set|gone_down'),
    up: ways(
      '?only by day / ?only during the day ?time / ?only in daylight / ?only after sunrise',
      '?only from sunrise to|till|until sunset / ?only during daytime|daylight',
      '?only in the daytime|daylight / ?only all day ?long')
  },
  states: {
    dark: ways(
      'it\'s|it’s NOT? night|dark|night_time|nighttime ?anymore|any_more|outside',
      'it is|gets|becomes|turns|was|has_been NOT? night|dark|night_time|nighttime ?anymore|any_more|' +
      'outside',
      'it NAY night|dark|night_time|nighttime ?anymore|any_more / night falls / it has got|become dark',
      'NOT? dark|night ?outside'),
    down: ways('the? sun sets|goes_down|has_set|is_set|has_gone_down'),
    up: ways(
      'it\'s|it’s NOT? day|light|daylight|daytime|day_time ?anymore|any_more|outside',
      'it is|gets|becomes|turns|was|has_been NOT? day|light|daylight|daytime|day_time ?anymore|any_more|' +
      'outside',
      'it NAY day|light|daylight|daytime|day_time ?anymore|any_more',
      'the? sun rises|comes_up|has_risen|shines / NOT? daylight|daytime / sun|sunshine up|out')
  },
  lasts: ['for DURATION'],
  leasts: ways('for at least DURATION'),
  ago: ways('in DURATION / since DURATION'),
  bare: ways('?for longer|more than DURATION / ?for at least DURATION / DURATION'),
  simple: ways(
    'SUBJ NAY PRED FORTIME?',
    'SUBJ stays|stay|remains|remain|keeps|gets|get|becomes|has_stayed|has_remained PRED FORTIME?',
    'SUBJ is|are|was|has_been|have_been left PRED FORTIME?'),
  numbers: {
    below: ways(
      'there is|are|was less|fewer than AMOUNT SUBJ FORTIME?',
      'there’s|there\'s less|fewer than AMOUNT SUBJ FORTIME?',
      'less|fewer than AMOUNT in|at|on SUBJ FORTIME?'),
    'at-most': ways(
      'SUBJ drops|drop|falls|fall|goes|go|sinks|sink|is|are|has_fallen|has_dropped|comes to|down_to ' +
      'AMOUNT FORTIME?',
      'there is|are|’s|\'s at most AMOUNT SUBJ'),
    above: ways(
      'SUBJ exceeds|exceed|passes|surpasses|tops|has_exceeded AMOUNT FORTIME?',
      'there is|are|was more than AMOUNT SUBJ FORTIME? / there’s|there\'s more than AMOUNT SUBJ FORTIME?',
      'more than AMOUNT in|at|on SUBJ FORTIME?'),
    'at-least': ways(
      'SUBJ reaches|reach|hits|hit|has_reached|attains|gets_to|comes_to AMOUNT FORTIME?',
      'SUBJ rises|rise|goes|go|climbs|gets up? to AMOUNT FORTIME?',
      'there is|are|’s|\'s at least AMOUNT SUBJ'),
    is: ways('SUBJ = AMOUNT FORTIME?')
  },
  compare: {
    below: ways('beneath AMOUNT / < AMOUNT / worse|weaker than AMOUNT'),
    'at-most': ways(
      '<=|≤ AMOUNT / not above|over AMOUNT / not more|higher than AMOUNT / ?at AMOUNT or less|lower|under|below|fewer'),
    above: ways('beyond|past AMOUNT / > AMOUNT / better|stronger than AMOUNT'),
    'at-least': ways(
      '>=|≥ AMOUNT / not below|under AMOUNT / not less|lower than AMOUNT',
      '?at AMOUNT or more|higher|above|over|warmer|hotter'),
    is: ways('= AMOUNT / precisely AMOUNT / exactly at AMOUNT / just equal to AMOUNT')
  },
  simplyIs: ['at AMOUNT'],
  plainly: { 'at-least': 'at least AMOUNT', 'at-most': 'at most AMOUNT', is: 'exactly AMOUNT' },
  terse: {
    number: ways(
      'SUBJ drops|drop|falls|fall|goes|go|sinks|sink|gets|get|stays|stay|dropped|fell|rises|rise|rose|' +
      'climbs|climb|comes|becomes|remains|has_fallen|has_dropped|has_gone|has_risen|has_climbed|has_got|' +
      'has_stayed NOT? PRED FORTIME?',
      'SUBJ uses|use|needs|need|has|have|holds|hold|contains|contain|takes|draws|makes|gives|used|consumes|shows|reads|had|is_using|' +
      'is_drawing|has_used|has_needed|has_drawn|has_consumed|has_been_using|has_been_drawing|has_had|' +
      'is_down_to|’s|\'s NOT? PRED FORTIME?',
      'SUBJ NAY ?get|use|have|need|draw|show PRED FORTIME? / SUBJ PRED FORTIME?'
    ),
    truth: ways('SUBJ NOT? PRED FORTIME? / SUBJ ’s|\'s NOT? PRED FORTIME?')
  },
  between: ways(
    'SUBJ VERB at least LOW and at most HIGH FORTIME? / SUBJ VERB from LOW to HIGH FORTIME?',
    'SUBJ stays|stay|lies|remains between LOW and HIGH FORTIME? / SUBJ between LOW and HIGH FORTIME?',
    'SUBJ VERB LOW to HIGH FORTIME?'
  ),
  counted: ways(
    'SUBJ has|have|had used|consumed|needed USED SPAN',
    'SUBJ uses|use|used|needs|needed|consumes|consumed USED SPAN / USED has|have been used|consumed SPAN',
    'USED was|were used|consumed SPAN'),
  per: ['per|a|an|each|every EACH'],
  each: {
    uses: ways('SUBJ uses|use|used|needs|consumes|consume|has_used|is_using USED PER'),
    loses: ways('SUBJ loses|lose|is_losing|has_lost USED PER / SUBJ drops|falls|sinks by USED PER')
  },
  using: ways(
    'SUBJ uses|use|used|needs|need|takes|draws|consumes|consumed|has_used|has_needed|has_drawn|has_consumed|' +
    'is_using|is_drawing|has_been_using|has_been_drawing NOT? PRED FORTIME?'),
  averaged: ways(
    'SUBJ has_averaged|have_averaged|averages|average|averaged PRED over|in|during the? ?last|past DURATION',
    'SUBJ has_been|is|was PRED on average over|in|during the? ?last|past DURATION'),
  staying: ['SUBJ rises|goes|gets|climbs|falls|drops|sinks|is PRED and stays|remains there|so|that_way FORTIME'],
  swing: ways('at A ,? and|then? ?back off ?again at B / at A ,? and|then? off below|above|under|over B'),
  vague: [
    {
      about: 'temperature',
      how: 'below',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really cold|cool|freezing|chilly PLACE?',
        'it’s|it\'s ?too|very|so|really cold|cool|freezing|chilly PLACE? / cold|cool|freezing|chilly',
        'it freezes')
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really warm|hot PLACE?',
        'it’s|it\'s ?too|very|so|really warm|hot PLACE? / warm|hot')
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really humid|damp|muggy PLACE?',
        'it’s|it\'s ?too|very|so|really humid|damp|muggy PLACE? / humid|damp|muggy')
    },
    {
      about: 'moisture',
      how: 'below',
      says: ways(
        'the? soil|earth|ground is|gets|has|stays MUCH / it is|gets|becomes|was ?too|very|so|really dry PLACE?',
        'it’s|it\'s ?too|very|so|really dry PLACE? / dry / the? soil|earth|ground is|gets ?too|very dry')
    },
    {
      about: 'moisture',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really wet PLACE? / it’s|it\'s ?too|very|so|really wet PLACE?',
        'wet / the? soil|earth|ground is|gets ?too|very wet')
    },
    {
      about: 'carbon_dioxide',
      how: 'above',
      says: ways('the air is bad|stale|stuffy / it is stuffy / it’s|it\'s stuffy / stuffy')
    }
  ],
  place: ['in|at|on|inside|by|near REF'],
  warmth: ways(
    'it is|gets|has_been|was|becomes|had|has|goes|drops|falls|rises|has_got NOT? PRED PLACE? FORTIME?',
    'it’s|it\'s NOT? PRED PLACE? FORTIME? / it NAY ?get PRED PLACE? FORTIME?',
    'it reaches|hits|has_reached REACHED PLACE? FORTIME? / temperature NOT? PRED FORTIME?',
    'the? temperature is|gets|has_been|was|goes|drops|falls|rises NOT? PRED PLACE? FORTIME?'
  ),
  shared: {
    both: ways(
      '?both SUBJ and SUBJ VERB? PRED FORTIME?',
      '?both SUBJ and SUBJ gets|get|falls|fall|drops|drop|rises|rise|goes|go|stays|stay|remains|remain|' +
      'has|have PRED FORTIME?'),
    either: ways(
      '?either SUBJ or SUBJ VERB? PRED FORTIME?',
      '?either SUBJ or SUBJ gets|get|falls|fall|drops|drop|rises|rise|goes|go|stays|stay|remains|remain|' +
      'has|have PRED FORTIME?'),
    neither: ways('neither SUBJ nor SUBJ VERB? PRED FORTIME?')
  },
  passes: ways(
    'PERSON passes|pass|passed|moves|moved|walks_by|walked_by|comes_by|came_by|goes_by|went_by|' +
    'passes_by|passed_by|has_passed|has_been_there|has_walked_by|has_come_by|is_there|was_there|' +
    'is_moving|walks_past|walked_past|goes_past|is_home|comes|came|comes_past|came_past|comes_along|' +
    'is_out_there|’s_there|\'s_there|shows_up|turns_up|enters|is_around|’s_around|\'s_around NEAR? ' +
    'FORTIME?',
    'PERSON passes|has_passed|passed PULSE FORTIME?',
    'there is|has_been|was ?some motion|movement|somebody|someone NEAR? FORTIME?',
    'there’s|there\'s ?some motion|movement|somebody|someone NEAR? FORTIME?',
    '?some motion|movement ?is|was ?being detected|on|felt|seen|sensed|there NEAR? FORTIME?',
    '?some motion|movement NEAR? FORTIME? / anything|something|it moves|is_moving|stirs NEAR? FORTIME?'
  ),
  still: ways(
    `there is|has_been|was ${no_motion} NEAR? FORTIME?`,
    'there is|has_been|was nobody|no_one ?there NEAR? FORTIME?',
    'there’s|there\'s nobody|no_one ?there NEAR? FORTIME?',
    `${no_motion} ?is|has_been|was ?detected|felt|seen|sensed NEAR? FORTIME?`,
    'motion|movement is off|not_detected NEAR? FORTIME?',
    'nothing moves|moved|has_moved|is_moving|stirs NEAR? FORTIME?',
    'without motion|movement NEAR? FORTIME?'),
  turns: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ways(
        'SUBJ opens|open|opened|has_opened FORTIME?',
        'SUBJ is|was|has_been|gets ?left|standing|being open|opened FORTIME?',
        'SUBJ does|do NOT open FORTIME? / SUBJ NAY open|opened FORTIME?',
        'PERSON opens|opened|has_opened WHAT'),
      no: ways(
        'SUBJ closes|close|shuts|shut|closed|has_closed FORTIME? / SUBJ does|do NOT close|shut FORTIME?',
        'SUBJ NAY close|shut FORTIME? / PERSON closes|closed|shuts|has_closed WHAT')
    },
    {
      about: 'running moving motor pump',
      yes: ways(
        'SUBJ runs|run|starts|start|works|has_been_running|is_running|is_on|has_started FORTIME?',
        'SUBJ does|do NOT run FORTIME? / SUBJ NAY run|running FORTIME?'),
      no: ways('SUBJ stops|stop|stands_still|has_stopped|is_off FORTIME?')
    },
    { about: '', yes: ways('SUBJ turns|turn|goes|go|comes|come|switches|is_turned|is_switched on FORTIME?'), no: ways(
      'SUBJ turns|turn|goes|go|switches|is_turned|is_switched off FORTIME?') }
  ],
  ...counts,
  endings: [],
  clock: ways(
    'at|from|until|till|before|by HOUR o’clock|o\'clock|am|pm|a.m.|p.m.',
    'at|from|until|till|before|by HOUR / at half|quarter past|to TOLD',
    'at TOLD o’clock|o\'clock|am|pm|a.m.|p.m.|thirty|fifteen',
    'every|each|on monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|hour|morning|evening|' +
    'night|week|weekday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays',
    'in the morning|evening|afternoon / at noon|midnight / daily|weekly|hourly'
  )
}
