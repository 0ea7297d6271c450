/** English, whole. */
import { type Heard, ways } from '../heard.ts'
import type { Features, Language, Named, Noun } from '../language.ts'
import { numeralsOf } from '../numerals.ts'

const at = (...nouns: string[]): Noun => ({ nouns, joins: 'at', plural: false })
const of = (...nouns: string[]): Noun => ({ nouns, joins: 'of', plural: false })

const features = (name: string): Features => {
  const last = name.toLowerCase().split(' ').at(-1) ?? ''
  return { plural: last.length > 3 && last.endsWith('s') && !/(?:ss|us|is|as|os|’s|'s)$/.test(last) }
}

/** Whether “the” goes before it: not before what bears one of its own, a possessive, or a proper name. */
const takesThe = (name: string): boolean =>
  /^\p{L}/u.test(name) &&
  !/^(?:the|a|an|my|our|your|his|her|their|no)\s/i.test(name) &&
  !/^\S+['’]s?(?:\s|$)/.test(name) &&
  (!isProper(name) || isTitle(name))

const isProper = (name: string): boolean => /^\p{Lu}/u.test(name)
/** “Path lamp”, as titles are written: within a sentence it is “the path lamp”. */
const isTitle = (name: string): boolean => /^\p{Lu}\p{Ll}+(?:[ -]\p{Ll}+)+$/u.test(name)

const noun = (text: string, isQuoted: boolean): string =>
  isQuoted ? text : takesThe(text) ? `the ${isTitle(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text}` : text

const called = ({ thing, isQuoted, point, tag }: Named): string => {
  const whole = noun(thing, isQuoted) + (tag === undefined ? '' : ` ${tag}`)
  if (point === undefined) return whole
  if ('nouns' in point) return `the ${point.nouns[0]} ${point.joins} ${whole}`
  return `${noun(point.text, point.isQuoted)} of ${whole}`
}

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'

/** Numbers, times and parts of a whole as English says them. */
const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
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
  full: 'of_water|water|full|charged|of_its_power|brightness'
}

const never = 'do_not|don’t|don\'t|never|do_not_ever|don’t_ever|don\'t_ever|not'
const us = 'us|me|everybody|everyone|them|all'

/** How people ask for something in English. */
const asks: Pick<Heard, 'please' | 'openers' | 'lone' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
  please: 'please|kindly|thanks|thank_you',
  openers: ways(
    'please|kindly|just|now|only / could|would|can|will you|someone|somebody|anybody|we ?please|kindly|also',
    'would you mind / i’d|i\'d|i_would|we’d|we\'d|we_would rather|prefer ?you ?to',
    'would you be so kind as to / be so kind as to / be a dear and / my dear / dear house',
    'i|we want|need ?you ?to / i|we would like ?you ?to / i’d|i\'d|we’d|we\'d like|love ?you ?to',
    'i|we ?kindly ask you to / you should|must|could / make|be sure ?that / ensure ?that',
    '?please see to it that / take care that / it should be so that / hey|hello|hi|yo|ok|okay HOUSE?'
  ),
  lone: {
    on: ways('on / turn|switch|put it|them|that on / turn|switch on it|them / start|open|run it|them'),
    off: ways('off / turn|switch|shut|put it|them|that off / turn|switch off it|them / stop|close|shut it|them')
  },
  modals: {
    yes: 'should|must|may|can|shall|will|could|would|has_to|have_to|ought_to|needs_to|need_to|is_to|are_to|to',
    not:

  'should_not|shouldn’t|shouldn\'t|must_not|mustn’t|mustn\'t|may_not|cannot|can_not|can’t|can\'t|' +
  'shall_not|will_not|won’t|won\'t|need_not|needn’t|needn\'t|is_not_to|are_not_to|not_to|should_never|' +
  'must_never|may_never|does_not_need_to|doesn\'t_need_to|doesn’t_need_to|does_not_have_to|doesn\'t_have_to|' +
  'doesn’t_have_to'
  },
  works: {
    on: ways(
      '?be ?please on|running|open|lit|started|opened|activated|working|shining|ringing',
      'be switched|turned on / go|come|stay|turn|switch|be_left on',
      'run|start|open|ring|shine|glow|sound|work|heat|light_up'),
    off: ways(
      'be off|closed|shut|stopped|out|dark|silent / be switched|turned|shut off',
      'go|stay|turn|switch|be_left off|out|dark / stop|close|shut|rest'),
    number: ways(
      'be|go|run|shine|glow|stay|dim|open|heat|be_set|be_dimmed|be_turned|be_turned_down|be_turned_up ?on at|to AMOUNT')
  },
  not: ['not INNER'],
  nay:

  'isn’t|isn\'t|aren’t|aren\'t|doesn’t|doesn\'t|don’t|don\'t|wasn’t|wasn\'t|weren’t|weren\'t|' +
  'is_no_longer|are_no_longer|does_not|do_not',
  asks: {
    onAt: ways('turn|switch|put ACTOR on AT / turn|switch|put on ACTOR AT / start|open|run|light ACTOR ADV? AT'),
    offAt: [],
    on: ways(
      'turn|switch|put|leave|keep|have|get|flip ACTOR ?back on ADV?',
      'turn|switch|put|leave|keep on ACTOR',
      'run|start|activate|open|unlock|light|ring|press|push|sound|use|enable ACTOR / light up ACTOR',
      'let|have|make|get ACTOR WORKS / keep|get|set ACTOR running|open|going|started|lit',
      'turn ACTOR up / turning|switching|putting|leaving|keeping ACTOR on / turning|switching on ACTOR',
      'running|starting|opening|ringing|using ACTOR',
      'could|can|should|may|would|will|must|shall ACTOR ?please WORKS',
      `${never} turn|switch|shut off ACTOR / ${never} turn|switch|shut|put ACTOR off`,
      `${never} stop|close|shut ACTOR / ${never} let|have ACTOR ENDS / heat HEATED / heat / start heating`
    ),
    off: ways(
      'turn|switch|shut|leave|keep|have|put|get|flip ACTOR ?back off|out ADV?',
      'turn|switch|shut|put off|out ACTOR / stop|close|shut|lock|deactivate|disable ACTOR',
      'keep ACTOR closed|shut|dark|stopped / let|have|make ACTOR ENDS',
      'turning|switching|leaving|keeping|putting ACTOR off|out',
      'turning|switching|shutting off|out ACTOR / stopping|closing|shutting ACTOR',
      'stop|keep|prevent ACTOR from_running|from_being_on / stop ACTOR running / could|can|should|may|would|will|must|shall ACTOR ?please ENDS',
      `no ACTOR / ${never} run|start|open|activate|use|ring ACTOR / ${never} turn|switch|put on ACTOR`,
      `${never} turn|switch|put|have|leave|keep ACTOR on / ${never} let|have ACTOR WORKS`,
      `${never} keep ACTOR running|open / ${never} heat / i|we ${never} want ACTOR on|running|open`,
      'stop heating / no heating'
    ),
    number: ways(
      'turn|switch|dim|set|put|keep|hold|leave|have|get ACTOR ADV? to|at AMOUNT / run|open ACTOR ADV? to AMOUNT',
      'turn|dim ACTOR up|down to AMOUNT / turn|switch ACTOR on to AMOUNT',
      'turn|switch on ACTOR to AMOUNT / turn up|down ACTOR to AMOUNT / let|have|make ACTOR HOLDS',
      'lower|raise|reduce|bring ACTOR ?down|up to AMOUNT',
      'dimming|setting|turning|putting|lowering|raising ACTOR ?up|down to|at AMOUNT',
      'could|can|should|may|would ACTOR ?please HOLDS'
    ),
    tell: ways(
      `tell|notify|warn|alert|inform|remind|telling|warning ${us} ?that WORDS? / tell|say WORDS?`,
      `send|sending ${us} ?a ?message WORDS? / send ?a message WORDS? / message|warning WORDS`,
      `let ${us} know WORDS? / give ${us} a warning|message|sign WORDS? / i|we want to know`
    )
  },
  deeds: {
    onAt: ways('on AT / goes|comes|turns on AT'),
    offAt: [],
    on: ways(
      '’s|\'s on / on / running / MODAL ?please|only WORKS / MODALNOT ENDS / goes|go|comes|come|stays|stay on',
      'rings|ring / works|work'),
    off: ways(
      '’s|\'s off / off / out / stopped / MODALNOT ?please WORKS / MODAL ?please ENDS',
      'goes|go|stays|stay|remains|remain off|out / is|are not needed|wanted',
      'is_not|isn’t|isn\'t needed|wanted'),
    number: ways('goes|go|dims|dim ADV? to AMOUNT / at AMOUNT / to AMOUNT / HOWMUCH / MODAL ?please HOLDS')
  }
}

/** How much it is too much. */
const much = 'too|very|so|really|quite|rather|pretty'
const no_motion = 'no motion|movement'

/** What English understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
const heard: Heard = {
  ...asks,
  conjunctions:

  'while|if|when|whenever|as_long_as|so_long_as|as_soon_as|once|in_case|each_time|every_time|any_time|' +
  'provided|provided_that|given_that|only_if|only_when|only_while|only_as_long_as|only_once|with|upon|' +
  'on',
  whole: ways(
    'UNLESS ,? ?then ACT / CONJ CONDS SEP ?then ACT / MOMENT ,? CONJ CONDS ,? ?then ACT',
    'MOMENT ,? ACT CONJ CONDS / MOMENT ,? ACT / ELAPSED ,? ACT / AFTER ,? ACT / CONJ CONDS ,? ?then ACT',
    'ONLY SEP? only_if|only_when|only_while|only_as_long_as CONDS / ACT SWING',
    'ACT SEP? ?but ?only CONJ CONDS / ACT BACK / ACT SEP COMMAS / ACT BARES / ACT EXCEPT',
    'ACT AFTER / CONDS SEP ?then ACT / ATFIRST ,? ?then ACT / ACT AT / ACT'
  ),
  except: ways(',? unless COND / ,? except when|if|while COND'),
  back: ways(
    '?back off BARE',
    'and stop|close it|them BARE / and turn|switch|shut it|them off BARE / and ?back off ?again BARE',
    'and turn|switch|shut it|them off AT / and ?back off ?again AT / ,? and|then AT ?back off ?again / , AT ?back off ?again',
    'and BARE ?back off ?again / , ?and|then ?back off BARE / , ?and|then ?back off AT'),
  signs: ways('on|upon motion|movement'),
  afterSigns: ways('FOR after the? last motion|movement'),
  until: ways(',? until|till ?such_time_as COND / ,? until|till|to TILLMUCH / ,? until|till it|they is|are|’s|\'s|gets|reads AT'),
  at: ['at AMOUNT'],
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
      'the? sun rises|comes_up|has_risen|shines|is_shining|is_out / the? sun ’s|\'s up|out|shining / NOT? daylight|daytime / sun|sunshine up|out')
  },
  lasts: ['for DURATION'],
  leasts: ways('for at least DURATION'),
  ago: ways('in DURATION / since DURATION'),
  bare: ways('> DURATION / ?for longer|more than DURATION / ?for at least DURATION / DURATION'),
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
      'there is|are|’s|\'s at most AMOUNT SUBJ / there is|are|was|’s|\'s only|just AMOUNT ?left in|on|of SUBJ',
      'only|just AMOUNT ?is|are left in|on SUBJ / SUBJ has|have|is only|just AMOUNT ?left'),
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
      'SUBJ NAY ?get|use|have|need|draw|show PRED FORTIME? / SUBJ is|are|was NOT? PRED FORTIME? / SUBJ PRED FORTIME?'
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
    'USED was|were used|consumed SPAN / USED runs|run|ran|flows|flow|goes|go|has_run|have_run ?through SPAN / we|you|they|people use|used|need|needed|consume|have_used|have_consumed USED SPAN',
    'there was|were|has_been|have_been USED used|consumed SPAN / USED SPAN'),
  per: ways('per|a|an|each|every EACH / in|within a|one|each EACH'),
  each: {
    uses: ways(
      'SUBJ uses|use|used|needs|consumes|consume|has_used|is_using USED PER',
      'we|you|they|people use|used|need|consume|have_used|are_using MUCHUSED PER / USED PER is|are|was|were used|consumed|needed',
      'USED is|are|was|were used|consumed|needed PER / USED PER'),
    loses: ways('SUBJ loses|lose|is_losing|has_lost USED PER / SUBJ drops|falls|sinks by USED PER')
  },
  using: ways(
    'SUBJ uses|use|used|needs|need|takes|draws|consumes|consumed|has_used|has_needed|has_drawn|has_consumed|' +
    'is_using|is_drawing|has_been_using|has_been_drawing NOT? PRED FORTIME?',
    'we|you|they|people use|used|need|consume|have_used|have_consumed PRED FORTIME? / PRED is|are|was|were used|consumed'),
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
        'it is|gets|becomes|was ?too|very|so|really|quite|rather|pretty cold|cool|freezing|chilly PLACE?',
        'it’s|it\'s ?too|very|so|really|quite|rather|pretty cold|cool|freezing|chilly PLACE? / cold|cool|freezing|chilly',
        `SUBJ is|gets|becomes|was ?${much} cold|cool|freezing|chilly / SUBJ ${much} cold|cool|chilly / it freezes`)
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really|quite|rather|pretty warm|hot PLACE?',
        'it’s|it\'s ?too|very|so|really|quite|rather|pretty warm|hot PLACE? / warm|hot',
        `SUBJ is|gets|becomes|was ?${much} warm|hot / SUBJ ${much} warm|hot`)
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really|quite|rather|pretty humid|damp|muggy PLACE?',
        'it’s|it\'s ?too|very|so|really|quite|rather|pretty humid|damp|muggy PLACE? / humid|damp|muggy',
        `SUBJ is|gets|becomes|was ?${much} humid|damp|muggy`)
    },
    {
      about: 'moisture',
      how: 'below',
      says: ways(
        'the? soil|earth|ground is|gets|has|stays MUCH / it is|gets|becomes|was ?too|very|so|really|quite|rather|pretty dry PLACE?',
        'it’s|it\'s ?too|very|so|really|quite|rather|pretty dry PLACE? / dry / the? soil|earth|ground is|gets ?too|very dry')
    },
    {
      about: 'moisture',
      how: 'above',
      says: ways(
        'it is|gets|becomes|was ?too|very|so|really|quite|rather|pretty wet PLACE? / it’s|it\'s ?too|very|so|really|quite|rather|pretty wet PLACE?',
        'wet / the? soil|earth|ground is|gets ?too|very wet')
    },
    {
      about: 'carbon_dioxide',
      how: 'above',
      says: ways(
        `the air is|gets|becomes ?${much} bad|stale|stuffy / it is|gets|becomes|was ?${much} stuffy PLACE? / stuffy`,
        `it’s|it's ?${much} stuffy PLACE? / SUBJ is|gets|becomes ?${much} stuffy`)
    },
    {
      about: 'illuminance',
      how: 'below',
      says: ways(`it is|gets|becomes|was ${much} dark PLACE? / it’s|it's ${much} dark PLACE? / SUBJ is|gets ${much} dark`)
    },
    {
      about: 'illuminance',
      how: 'above',
      says: ways(`it is|gets|becomes|was ${much} bright|light PLACE? / it’s|it's ${much} bright PLACE? / SUBJ is|gets ${much} bright`)
    },
    {
      about: 'level battery volume_storage',
      how: 'below',
      says: ways(
        `SUBJ is|gets|becomes|runs|are|has_run ?nearly|almost|${much} empty|low|flat|dry`,
        `SUBJ is running_low|getting_low|getting_empty|running_dry / SUBJ ?nearly|almost|${much} empty|low`)
    },
    {
      about: 'level battery volume_storage',
      how: 'above',
      says: ways(`SUBJ is|gets|becomes|are ?nearly|almost|${much} full / SUBJ ?nearly|almost|${much} full`)
    }
  ],
  say: 'say|that_is|meaning|i.e.',
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
    'PERSON passes|pass|passed|moves|moved|walks_by|walked_by|walk_by|come_by|go_by|pass_by|walk_past|come|comes_by|came_by|goes_by|went_by|' +
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
    'nobody|no_one ’s|\'s|has been there|here|around|home NEAR? FORTIME? / nobody|no_one was|is around|here FORTIME?',
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
        'PERSON opens|opened|has_opened WHAT / PERSON leaves|leave|left|has_left WHAT open FORTIME?'),
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

export const english: Language = {
  code: 'en',
  name: 'English',
  decimalComma: false,
  quotes: ['“', '”'],
  leads: 'the a an at of in on by this that',
  joins: 'at of in on by from',
  units: {
    '%': 'percent per_cent',
    lx: 'lux',
    '°C': 'degrees degrees_Celsius degree_Celsius Celsius',
    '°F': 'degrees_Fahrenheit Fahrenheit',
    l: 'litres litre liters liter',
    W: 'watts watt',
    kW: 'kilowatts kilowatt',
    kWh: 'kilowatt_hours kilowatt-hours',
    V: 'volts volt',
    A: 'amps amp amperes',
    m: 'metres metre meters meter',
    mm: 'millimetres millimeters',
    cm: 'centimetres centimeters',
    d: 'days day',
    h: 'hours hour hrs hr',
    min: 'minutes minute mins',
    s: 'seconds second secs sec'
  },
  unitsQuoted: [],
  nouns: {
    illuminance: at('light', 'brightness', 'illuminance'),
    temperature: at('temperature'),
    humidity: at('humidity', 'air humidity'),
    moisture: of('moisture', 'soil moisture'),
    pressure: at('pressure'),
    atmospheric_pressure: at('air pressure'),
    carbon_dioxide: at('carbon dioxide', 'CO2'),
    carbon_monoxide: at('carbon monoxide', 'CO'),
    pm1: at('finest dust', 'PM1'),
    pm25: at('fine dust', 'PM2.5'),
    pm10: at('coarse dust', 'PM10'),
    volatile_organic_compounds: at('vapours', 'VOC'),
    aqi: at('air quality'),
    sound_pressure: at('loudness', 'noise'),
    irradiance: at('sunlight', 'irradiance'),
    wind_speed: at('wind', 'wind speed'),
    wind_direction: at('wind direction'),
    precipitation: at('rain', 'rainfall'),
    precipitation_intensity: at('rain intensity'),
    level: of('level'),
    volume_storage: of('content', 'contents'),
    volume: of('volume'),
    volume_flow_rate: of('flow'),
    water: of('water meter', 'water use', 'water consumption', 'consumption'),
    gas: of('gas meter', 'gas use'),
    energy: of('energy'),
    energy_storage: of('stored energy'),
    power: of('power', 'power consumption', 'power use', 'consumption'),
    voltage: of('voltage'),
    current: of('current'),
    frequency: of('frequency'),
    battery: of('battery', 'battery level'),
    signal_strength: of('signal', 'signal strength'),
    distance: of('distance'),
    weight: of('weight'),
    speed: of('speed'),
    duration: of('duration'),
    ph: of('acidity', 'pH'),
    conductivity: of('conductivity')
  },
  features,
  variant: (_, { plural }) => (plural ? 1 : 0),
  called,
  pronoun: 'it|they',
  pronounSaid: true,

  rule: ['ACT while|if|when|whenever|as_long_as COND', 'while|if|when|whenever|as_long_as COND ,? ?then ACT'],
  otherwise: ['otherwise ELSE', 'else ELSE', 'if not ,? ELSE'],
  unsure: ['if unsure , ELSE', 'if unsure ELSE', 'unsure ELSE', 'if that is unknown ,? ELSE', 'when in doubt ,? ELSE'],
  least: ['each time for at least DURATION', 'at least for DURATION', 'for at least DURATION'],
  rest: ['rests|rest', 'does|do nothing'],
  stay: ['stays|stay as it is|they_are', 'stays|stay'],
  press: ['is|are pressed'],
  words: ['is|are set to WORDS'],
  says: ['says|say WORDS', 'tells|tell everybody WORDS', 'tells|tell us WORDS', 'tells|tell WORDS'],
  deeds: [
    {
      about: 'light lamp brightness illuminance',
      number: ['shines|shine at AMOUNT', 'glows|glow at AMOUNT'],
      yes: ['shines|shine', 'lights|light up'],
      no: ['stays|stay dark', 'does|do not shine', 'goes|go dark']
    },
    {
      about: 'cover blind shutter shade curtain awning garage garage_door door gate window damper valve water gas',
      number: ['opens|open to AMOUNT', 'opens|open AMOUNT'],
      yes: ['opens|open'],
      no: ['closes|close', 'shuts|shut']
    },
    {
      about: 'temperature heating climate heater boiler water_heater',
      number: ['heats|heat to AMOUNT', 'heats|heat at AMOUNT'],
      yes: ['heats|heat'],
      no: ['stays|stay cold', 'does|do not heat']
    },
    {
      about: 'pump fan motor running vacuum lawn_mower humidifier dehumidifier',
      number: ['runs|run at AMOUNT'],
      yes: ['runs|run'],
      no: ['stops|stop', 'stands|stand still', 'does|do not run']
    },
    {
      about: 'siren sound bell',
      number: ['sounds|sound at AMOUNT'],
      yes: ['sounds|sound'],
      no: ['falls|fall silent', 'is|are silent']
    },
    { about: 'lock', number: ['locks|lock at AMOUNT'], yes: ['locks|lock'], no: ['unlocks|unlock'] },
    {
      about: '',
      number: ['is|are set to AMOUNT', 'is|are at AMOUNT'],
      yes: ['is|are on', 'turns|turn on', 'is|are switched on'],
      no: ['is|are off', 'turns|turn off', 'is|are switched off']
    }
  ],

  and: ['and', '&', 'but'],
  or: ['or'],
  lists: 'both either',
  forBreak: [
    'for DURATION without a gap',
    'for at least DURATION without a gap',
    'for DURATION',
    'for at least DURATION',
    'for more|longer than DURATION'
  ],
  forCount: ['for DURATION even with gaps', 'for at least DURATION even with gaps'],
  lately: [
    'at some time within the last DURATION',
    'within the last DURATION',
    'at some time in the last DURATION',
    'during the last DURATION',
    'in the last DURATION',
    'within DURATION'
  ],
  latelyNever: ['within the last DURATION'],
  average: [
    'the? average over the last DURATION of REF',
    'the? average of REF over the last DURATION',
    'REF averaged over DURATION',
    'the? average REF over DURATION',
    'REF on average over DURATION'
  ],
  rate: ['the? change an hour over the last DURATION of REF', 'the? change per hour over the last DURATION of REF'],
  used: ['the? use an hour over the last DURATION of REF', 'the? use per hour over the last DURATION of REF'],
  not: ['it is not so that INNER'],
  heldThat: ['TIME it has been so that INNER'],
  withinThat: ['SPAN it was so that INNER'],
  sinceThat: ['ever since FROM , it has been so that INNER', 'ever since FROM it has been so that INNER'],
  rises: [
    'SUBJ has|have risen above A and not yet fallen below B',
    'SUBJ rises|rise|goes|go|gets|get|climbs|climb above|over A until|till ?it|they falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under B',
    'SUBJ rises|rise|goes|go|gets|get|climbs|climb above|over A until|till below|under B'
  ],
  falls: [
    'SUBJ has|have fallen below A and not yet risen above B',
    'SUBJ falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under A until|till ?it|they rises|rise|goes|go|gets|get|climbs|climb above|over B',
    'SUBJ falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under A until|till above|over B'
  ],

  simple: ['SUBJ VERB PRED TIME?'],
  between: ['SUBJ VERB between LOW and HIGH TIME?'],
  notWord: ['not'],
  neverWord: ['never', 'at no time'],
  verbs: { be: ['is|are NOT?', 'has|have NOT? been', 'was|were NOT?'] },
  verbOf: { number: 'be', truth: 'be', words: 'be', near: 'be', sign: 'be', sun: 'be', dark: 'be' },
  compare: {
    below: ['below AMOUNT', 'under AMOUNT', 'less than AMOUNT', 'lower than AMOUNT', 'fewer than AMOUNT', 'colder|cooler|drier|emptier|darker|smaller than AMOUNT'],
    'at-most': ['at most AMOUNT', 'no more than AMOUNT', 'up to AMOUNT', 'AMOUNT or less'],
    above: ['above AMOUNT', 'over AMOUNT', 'more than AMOUNT', 'higher than AMOUNT', 'greater than AMOUNT', 'warmer|hotter|wetter|damper|fuller|brighter than AMOUNT'],
    'at-least': ['at least AMOUNT', 'no less than AMOUNT', 'AMOUNT or more'],
    is: ['exactly AMOUNT', 'equal to AMOUNT']
  },
  heads: [],
  simplyIs: ['AMOUNT'],
  truths: [
    { about: 'door window opening garage_door cover valve gate', yes: ['open'], no: ['closed', 'shut'] },
    { about: 'moisture water rain', yes: ['wet'], no: ['dry'] },
    { about: 'lock', yes: ['unlocked'], no: ['locked'] },
    { about: 'running moving motor pump', yes: ['running'], no: ['standing still', 'at rest'] },
    { about: 'connectivity', yes: ['connected'], no: ['cut off', 'disconnected'] },
    { about: 'plug', yes: ['plugged in'], no: ['unplugged'] },
    { about: 'battery', yes: ['low'], no: ['charged'] },
    { about: 'battery_charging', yes: ['charging'], no: ['off charge'] },
    { about: 'light', yes: ['bright'], no: ['unlit'] },
    { about: 'heat', yes: ['hot'], no: ['cool'] },
    { about: 'cold', yes: ['cold'], no: ['warm'] },
    { about: 'smoke gas carbon_monoxide safety tamper problem', yes: ['alarmed', 'in trouble'], no: ['calm', 'all right'] },
    { about: '', yes: ['on'], no: ['off'] }
  ],
  wordsAre: ['WORDS'],
  somebody: ['somebody', 'someone', 'anybody', 'anyone', 'people', 'ppl'],
  nobody: ['nobody', 'no one'],
  near: ['near PULSE', 'at PULSE', 'by PULSE', 'close to PULSE'],
  sign: ['active'],
  sun: ['the? sun'],
  up: ['up'],
  down: ['down'],
  darkIt: ['it'],
  dark: ['dark'],

  alone: { used: ['the? use within DURATION of REF'], forBreak: ['for DURATION'], forCount: ['for DURATION'] },

  heard,

  templates: {
    'path-lamp': { title: 'A lamp for the path', roles: { lamp: 'lamp', ear: 'motion sensor', eye: 'light sensor' }, says: {} },
    'sun-pump': { title: 'Pump while the sun shines', roles: { pump: 'pump', panel: 'solar panel', tank: 'tank' }, says: {} },
    'tank-warning': {
      title: 'Tell us before the tank runs dry',
      roles: { box: 'box', tank: 'tank' },
      says: { low: 'The tank is nearly empty.', unknown: 'Nobody knows how full the tank is: look at its sensor.' }
    }
  }
}
